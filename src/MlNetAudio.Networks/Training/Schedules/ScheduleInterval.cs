namespace MlNetAudio.Networks.Training.Schedules;

/// <summary>What a schedule counts: when PyTorch's scheduler.step() would be called.</summary>
public enum ScheduleInterval
{
    Epoch,
    Step,
}
