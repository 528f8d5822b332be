namespace Microsoft.ML.Training;

/// <summary>How a perceptron moves; the meanings are those of the public options of the same names.</summary>
internal sealed record PerceptronSettings(
    double LearningRate, bool DecreaseLearningRate, double L2Regularization, int Iterations, double InitialWeightsDiameter, bool Shuffle, int Seed);
