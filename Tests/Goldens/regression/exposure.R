# Exact models with an exposure, on rows.csv, for Regression. Writes exposure.csv beside it.
# Rscript exposure.R (R 4.2.2, MASS 7.3.58)
suppressMessages(library(MASS))
rows <- read.csv("rows.csv")
rows$exposure <- exp(rows$offset)

# What: 0 a coefficient, 1 its standard error, 2 the deviance, 3 minus twice the log-likelihood, 4 theta.
exact <- NULL
keep <- function(case, what, number, value)
  exact <<- rbind(exact, data.frame(case = case, what = what, number = number, value = unname(value)))
tight <- list(epsilon = 1e-14, maxit = 100)
flags <- count ~ f2 + f4 + f9 + offset(log(exposure))
poisson <- glm(flags, family = poisson, data = rows, control = tight)
nb <- glm.nb(flags, data = rows, control = glm.control(epsilon = 1e-12, maxit = 200))
# glm.nb leaves theta some 1e-6 short of its peak: its own parts, taken in turn to the end, reach it.
theta <- nb$theta
for (round in 1:50) {
  nb <- glm(flags, family = negative.binomial(theta), data = rows, control = tight)
  theta <- as.numeric(theta.ml(rows$count, fitted(nb), limit = 200, eps = 1e-14))
}
likelihood <- c(as.numeric(logLik(poisson)), sum(dnbinom(rows$count, size = theta, mu = fitted(nb), log = TRUE)))
models <- list(poisson, nb)
for (case in 1:2) {
  model <- models[[case]]
  for (k in seq_along(coef(model))) {
    keep(case - 1, 0, k - 1, coef(model)[k])
    # Those of the second are of coefficients alone, theta taken as known, which is another question.
    if (case == 1) keep(case - 1, 1, k - 1, summary(model)$coefficients[k, 2])
  }
  keep(case - 1, 2, 0, deviance(model))
  keep(case - 1, 3, 0, -2 * likelihood[case])
}
keep(1, 4, 0, theta)
write.csv(format(exact, digits = 15, trim = TRUE), "exposure.csv", row.names = FALSE, quote = FALSE)
