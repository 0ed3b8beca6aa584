# Densities at the places themselves and Scott's bandwidths by spatstat.
#
# apt-get install r-cran-spatstat.explore   (R 4.2.2, spatstat.explore 3.0-6)
# Rscript spatstat.R
library(spatstat.explore)
set.seed(20240302)
# The middles of cells of 50 m, some of them more than once; nowhere further apart than spatstat's cut-off of 8 sigma.
x <- 570025 + 50 * sample(0:29, 120, replace = TRUE)
y <- 200025 + 50 * sample(0:19, 120, replace = TRUE)
places <- suppressWarnings(ppp(x, y, c(570000, 571500), c(200000, 201000)))
at <- function(kernel, sigma)
  1e6 * as.numeric(density(places, sigma, kernel = kernel, at = "points", edge = FALSE, leaveoneout = FALSE))
answers <- data.frame(x, y, gaussian_250 = at("gaussian", 250),
  quartic_400 = at("quartic", 400 / sqrt(8)), epanechnikov_300 = at("epanechnikov", 300 / sqrt(6)),
  uniform_260 = at("disc", 260 / 2))
answers[-(1:2)] <- lapply(answers[-(1:2)], function(column) sprintf("%.17g", column))
write.csv(answers, "spatstat.csv", quote = FALSE, row.names = FALSE)
cat(sprintf("%.17g", c(bw.scott(places), bw.scott.iso(places))), "\n")
