import Files
import Yams
let k = 0
