# Smoothed rates of the areas by spdep, for areas.csv and pairs.csv beside this file.
#
# apt-get install r-cran-spdep; made with R 4.2.2 and spdep 1.2-7
# Rscript areas.R
suppressMessages(library(spdep))
areas <- read.csv("areas.csv")
pairs <- read.csv("pairs.csv")
inhabited <- which(areas$people > 0)
near <- lapply(inhabited, function(i) {
  touched <- pairs$touches[pairs$area == i - 1] + 1
  match(intersect(touched, inhabited), inhabited)
})
near <- lapply(near, function(n) if (length(n) == 0) 0L else sort(as.integer(n)))
class(near) <- "nb"
attr(near, "region.id") <- as.character(inhabited)
n <- areas$incidents[inhabited]
x <- areas$people[inhabited]
out <- data.frame(area = inhabited - 1, global = EBest(n, x)$estmm, local = EBlocal(n, x, near, zero.policy = TRUE, geoda = TRUE)$est)
write.csv(format(out, digits = 17, trim = TRUE), "spdep.csv", row.names = FALSE, quote = FALSE)
