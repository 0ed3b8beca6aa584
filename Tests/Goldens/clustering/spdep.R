# Gi*, Gi and local Moran of the sample county's incidents by spdep, on squares and on hexagons.
#
# apt-get install r-base-core r-cran-spdep   (R 4.2.2, spdep 1.2-7)
# hotspot grid geodata/county/incidents --area geodata/county/boundary.geojson --cell square:1500 -o square.csv
# hotspot grid geodata/county/incidents --area geodata/county/boundary.geojson --cell hex:1500 -o hexagon.csv
# Rscript spdep.R
suppressMessages(library(spdep))

answers <- function(name, queen, band) {
  cells <- read.csv(paste0(name, ".csv"))
  places <- as.matrix(cells[c("x", "y")])
  # A millimetre, because distances between middles are sums of rounded numbers.
  near <- list(queen = dnearneigh(places, 0, queen + 0.001), band = dnearneigh(places, 0, band + 0.001))
  out <- data.frame(x = cells$x, y = cells$y, incidents = cells$incidents)
  for (rule in names(near)) {
    binary <- nb2listw(near[[rule]], style = "B", zero.policy = TRUE)
    starred <- nb2listw(include.self(near[[rule]]), style = "B")
    even <- nb2listw(near[[rule]], style = "W", zero.policy = TRUE)
    out[paste0("neighbours_", rule)] <- card(near[[rule]])
    out[paste0("gi_star_", rule)] <- as.numeric(localG(cells$incidents, starred))
    out[paste0("gi_", rule)] <- as.numeric(localG(cells$incidents, binary, zero.policy = TRUE))
    moran <- localmoran(cells$incidents, even, zero.policy = TRUE, mlvar = TRUE, conditional = TRUE)
    out[paste0("moran_", rule)] <- moran[, "Ii"]
    out[paste0("moran_z_", rule)] <- moran[, "Z.Ii"]
    out[paste0("moran_p_", rule)] <- moran[, 5]
    quadrants <- attr(moran, "quadr")$pysal
    out[paste0("quadrant_", rule)] <- match(quadrants, c("High-High", "Low-Low", "High-Low", "Low-High")) - 1
  }
  out[] <- lapply(out, function(column) sprintf("%.17g", column))
  write.csv(out, paste0("spdep-", name, ".csv"), quote = FALSE, row.names = FALSE)
}

# Queen: squares within √2 sides, hexagons within one size.
answers("square", 1500 * sqrt(2), 4000)
answers("hexagon", 1500, 1500 * 2)
