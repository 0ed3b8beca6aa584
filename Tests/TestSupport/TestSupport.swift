let t = 0
