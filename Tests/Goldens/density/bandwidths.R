# Bandwidths by likelihood cross-validation and by Diggle's rule, and what both criteria are worth, by spatstat.
#
# apt-get install r-cran-spatstat   (R 4.2.2, spatstat.explore 3.0-6)
# Rscript bandwidths.R
suppressPackageStartupMessages({library(spatstat)})
set.seed(20240305)
window <- owin(c(570000, 573000), c(200000, 202000))
clusters <- rThomas(kappa = 6e-6, scale = 90, mu = 7, win = window)
places <- ppp(round(clusters$x, 3), round(clusters$y, 3), window = window)
stopifnot(!anyDuplicated(places))
write.table(sprintf("%.3f,%.3f", places$x, places$y), "clustered.csv", quote = FALSE, row.names = FALSE, col.names = "x,y")

# Likelihood cross-validation: the sum of logs of spatstat's leave-one-out densities, less the integral over the plane.
likelihood <- function(sigma)
  sum(log(density(places, sigma, at = "points", leaveoneout = TRUE, edge = FALSE))) - npoints(places)
# Diggle's criterion over the area: pairs weighed by spatstat's own Ripley weights, the integral as the sum it is.
distances <- pairdist(places)
n <- npoints(places)
criterion <- function(t, edge) {
  d <- distances; diag(d) <- Inf
  ripley <- if (edge) edge.Ripley(places, distances) else matrix(1, n, n)
  near <- d < 2 * t
  lens <- 2 * t^2 * acos(d[near] / (2 * t)) - d[near] / 2 * sqrt(4 * t^2 - d[near]^2)
  disc <- pi * t^2
  (1 / n) / disc + sum(ripley[near] * (lens / disc^2 - 2 * (d[near] <= t) / disc)) / (n * (n - 1))
}
lengths <- c(20, 35, 60, 90, 130, 200, 320)
answers <- data.frame(length = lengths, likelihood = sapply(lengths, likelihood),
  diggle = sapply(lengths, criterion, edge = FALSE), diggle_edge = sapply(lengths, criterion, edge = TRUE))
answers[] <- lapply(answers, function(column) sprintf("%.17g", column))
write.csv(answers, "bandwidths.csv", quote = FALSE, row.names = FALSE)
found <- c(likelihood = optimize(likelihood, c(20, 400), maximum = TRUE, tol = 1e-9)$maximum,
  ppl = bw.ppl(places, sigma = exp(seq(log(20), log(300), length = 400)), edge = FALSE, shortcut = TRUE),
  diggle = bw.diggle(places), diggle_fine = bw.diggle(places, nr = 2^15),
  # Street crimes of Chicago, in feet; the published data of the package.
  chicago = bw.diggle(as.ppp(chicago)), chicago_fine = bw.diggle(as.ppp(chicago), nr = 2^15))
names(found) <- sub("[.].*", "", names(found))
write.csv(data.frame(as.list(sprintf("%.17g", found))) |> setNames(names(found)), "bandwidths-found.csv", quote = FALSE,
  row.names = FALSE)
