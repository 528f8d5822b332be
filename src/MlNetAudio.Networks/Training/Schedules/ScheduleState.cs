namespace MlNetAudio.Networks.Training.Schedules;

/// <summary>What a schedule has learnt from the losses of past epochs; most learn nothing. Saved and given back, it continues a run.</summary>
/// <param name="Best">Lowest loss so far.</param>
/// <param name="BadEpochs">Epochs since, without those of a cooldown.</param>
/// <param name="CooldownLeft">Epochs that do not count as bad any more.</param>
/// <param name="Reductions">How often the learning rate has been reduced.</param>
public sealed record ScheduleState(double Best = double.PositiveInfinity, int BadEpochs = 0, int CooldownLeft = 0, int Reductions = 0);
