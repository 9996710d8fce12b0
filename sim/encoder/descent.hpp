#pragma once

#include "sim/encoder/backward.hpp"

namespace benignity {

/// Full-batch gradient descent of the mean logistic loss.
template <class Real>
class EncoderDescent {
 public:
  /// `observed`: labels +1 and -1 of the samples.
  EncoderDescent(const Parameters& parameters, EncoderParameters<Real> start,
                 EncoderTokens<Real> tokens, std::vector<int> observed);

  void step();
  void keep(StateArchive& archive);

  [[nodiscard]] const EncoderParameters<Real>& parameters() const { return parameters_; }
  [[nodiscard]] const EncoderTokens<Real>& tokens() const { return tokens_; }
  /// Of the present parameters.
  [[nodiscard]] const EncoderPass<Real>& pass() const { return pass_; }
  [[nodiscard]] const Vector<Real>& margin() const { return margin_; }  ///< Y f, n
  [[nodiscard]] EncoderGradient<Real> gradient() const;

 private:
  void respond();

  EncoderTrained trained_;
  Real step_size_;
  EncoderParameters<Real> parameters_;
  EncoderTokens<Real> tokens_;
  std::vector<int> observed_;
  EncoderPass<Real> pass_;
  Vector<Real> margin_;
};

}  // namespace benignity
