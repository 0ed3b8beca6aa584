# Edge-corrected densities in a rectangle at the middles of cells of 100 m, by spatstat; and kernels of many bandwidths
# summed by sparr.
#
# apt-get install r-cran-spatstat r-cran-sparr   (R 4.2.2, spatstat.explore 3.0-6, sparr 2.2-17)
# Rscript edge.R
suppressPackageStartupMessages({library(spatstat); library(sparr)})
table <- read.csv("clustered.csv")
write <- function(answers, file) {
  answers[] <- lapply(answers, function(column) sprintf("%.17g", column))
  write.csv(answers, file, quote = FALSE, row.names = FALSE)
}
cells <- expand.grid(x = seq(570050, 572950, 100), y = seq(200050, 201950, 100))
places <- ppp(table$x, table$y, c(570000, 573000), c(200000, 202000))
uniform <- densityfun(places, sigma = 200, edge = TRUE)
diggle <- densityfun(places, sigma = 200, edge = TRUE, diggle = TRUE)
write(data.frame(cells, uniform = 1e6 * uniform(cells$x, cells$y), jones_diggle = 1e6 * diggle(cells$x, cells$y)), "edge.csv")

# A square window, for sparr's pixels are 30 by 30.
square <- ppp(table$x, table$y, c(570000, 573000), c(200000, 203000))
coarse <- bivariate.density(square, h0 = 120, adapt = TRUE, resolution = 30, edge = "none", intensity = TRUE, verbose = FALSE)
fine <- bivariate.density(square, h0 = 120, adapt = TRUE, resolution = 1024, edge = "none", intensity = TRUE, verbose = FALSE)
pixels <- as.data.frame(coarse$z)
write(data.frame(x = pixels$x, y = pixels$y, density = 1e6 * pixels$value), "adaptive-sparr.csv")
write(data.frame(table, h_coarse = coarse$h, h_fine = fine$h), "adaptive-sparr-h.csv")
