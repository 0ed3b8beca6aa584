# Penalised and exact regressions on counts, for Regression. Writes the tables beside it.
# Rscript peers.R (R 4.2.2, glmnet 4.1.6, MASS 7.3.58)
suppressMessages({library(glmnet); library(MASS); library(Matrix)})
set.seed(6)
n <- 1500
where <- cbind(runif(n, 0, 10), runif(n, 0, 10))
near <- function(count) {
  places <- cbind(runif(count, 0, 10), runif(count, 0, 10))
  apply(where, 1, function(cell) min(sqrt((places[, 1] - cell[1])^2 + (places[, 2] - cell[2])^2)))
}
# Three kinds of places within three distances each, nested as distances are.
flags <- do.call(cbind, lapply(1:3, function(kind) {
  distance <- near(20)
  sapply(c(0.3, 0.6, 0.9), function(reach) as.integer(distance <= reach))
}))
colnames(flags) <- paste0("f", 1:9)
numbers <- cbind(n1 = round(rnorm(n, 50, 3), 3), n2 = round(rexp(n, 2), 3))
eta <- -1.2 + 0.9 * flags[, 2] + 0.6 * flags[, 4] - 0.5 * flags[, 9]
count <- rnbinom(n, mu = exp(eta), size = exp(eta) / 0.8)
offset <- round(runif(n, -0.5, 0.5), 3)
weight <- sample(1:3, n, replace = TRUE)
fold <- sample(rep(0:4, length = n))
write.csv(data.frame(flags, numbers, count, offset, weight, fold), "rows.csv", row.names = FALSE, quote = FALSE)

tight <- 1e-13
objective <- function(fit, x, y, w, o, alpha) {
  scale <- apply(x, 2, function(column) { m <- weighted.mean(column, w); sqrt(weighted.mean((column - m)^2, w)) })
  sapply(seq_along(fit$lambda), function(k) {
    b <- as.numeric(fit$beta[, k]); e <- as.numeric(x %*% b) + fit$a0[k] + o
    sum(w * (exp(e) - y * e)) / sum(w) +
      fit$lambda[k] * (alpha * sum(abs(b * scale)) + (1 - alpha) / 2 * sum((b * scale)^2))
  })
}
paths <- NULL
add <- function(name, x, y, alpha, w = rep(1, n), o = rep(0, n), ...) {
  fit <- glmnet(x, y, family = "poisson", alpha = alpha, weights = w, offset = o, thresh = tight, maxit = 1e7, ...)
  paths <<- rbind(paths, data.frame(
    case = name, step = seq_along(fit$lambda) - 1, lambda = fit$lambda, explained = fit$dev.ratio,
    null_deviance = fit$nulldev, objective = objective(fit, x, y, w, o, alpha), chosen = fit$df,
    intercept = fit$a0))
}
add("flags-half", flags, count, 0.5)
add("flags-lasso", flags, count, 1)
add("flags-signs", flags, count, 0.5, lower.limits = c(rep(0, 6), rep(-Inf, 3)), upper.limits = c(rep(Inf, 6), rep(0, 3)))
add("mixed", cbind(flags, numbers), count, 0.5, w = weight, o = offset)
# Numbers, and of each row's names their position among the cases.
paths$case <- match(paths$case, c("flags-half", "flags-lasso", "flags-signs", "mixed")) - 1
write.csv(format(paths, digits = 15, trim = TRUE), "paths.csv", row.names = FALSE, quote = FALSE)

own <- glmnet(flags, count, family = "poisson", alpha = 0.5, thresh = tight, maxit = 1e7)$lambda
cv <- cv.glmnet(flags, count, family = "poisson", alpha = 0.5, lambda = own, foldid = fold + 1, thresh = tight, maxit = 1e7)
write.csv(format(data.frame(lambda = cv$lambda, mean_deviance = cv$cvm, standard_error = cv$cvsd,
  is_lowest = as.integer(cv$lambda == cv$lambda.min), is_within = as.integer(cv$lambda == cv$lambda.1se)),
  digits = 15, trim = TRUE), "folds.csv", row.names = FALSE, quote = FALSE)

# What: 0 a coefficient, 1 its standard error, 2 the deviance, 3 minus twice the log-likelihood, 4 theta.
exact <- NULL
keep <- function(case, what, number, value)
  exact <<- rbind(exact, data.frame(case = case, what = what, number = number, value = unname(value)))
few <- data.frame(flags[, c(2, 4, 9)], numbers[, 2, drop = FALSE], count, offset, weight)
plain <- glm(count ~ f2 + f4 + f9, family = poisson, data = few, control = list(epsilon = 1e-14, maxit = 100))
full <- glm(count ~ f2 + f4 + f9 + n2 + offset(offset), weights = weight, family = poisson, data = few,
  control = list(epsilon = 1e-14, maxit = 100))
nb <- glm.nb(count ~ f2 + f4 + f9, data = few, control = glm.control(epsilon = 1e-12, maxit = 200))
# glm.nb leaves theta some 1e-6 short of its peak: its own parts, taken in turn to the end, reach it.
theta <- nb$theta
for (round in 1:50) {
  nb <- glm(count ~ f2 + f4 + f9, family = negative.binomial(theta), data = few, control = list(epsilon = 1e-14, maxit = 100))
  theta <- as.numeric(theta.ml(few$count, fitted(nb), limit = 200, eps = 1e-14))
}
likelihood <- sum(dnbinom(few$count, size = theta, mu = fitted(nb), log = TRUE))
models <- list(plain, full, nb)
for (case in seq_along(models)) {
  model <- models[[case]]
  for (k in seq_along(coef(model))) {
    keep(case - 1, 0, k - 1, coef(model)[k])
    if (case < 3) keep(case - 1, 1, k - 1, summary(model)$coefficients[k, 2])
  }
  keep(case - 1, 2, 0, deviance(model))
  keep(case - 1, 3, 0, -2 * if (case < 3) as.numeric(logLik(model)) else likelihood)
}
keep(2, 4, 0, theta)
write.csv(format(exact, digits = 15, trim = TRUE), "exact.csv", row.names = FALSE, quote = FALSE)
