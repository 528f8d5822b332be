namespace MlNetAudio.Networks.Training.Schedules;

/// <summary>What a schedule sets for one step.</summary>
/// <param name="Momentum">Of SGD and RMSprop, Beta1 of Adam; null leaves the optimiser's own.</param>
public readonly record struct ScheduledRates(double LearningRate, double? Momentum = null);
