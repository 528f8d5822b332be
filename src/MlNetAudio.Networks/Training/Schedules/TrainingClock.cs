namespace MlNetAudio.Networks.Training.Schedules;

/// <summary>Where a training run is, before a step.</summary>
/// <param name="Step">Optimiser steps taken, from 0.</param>
/// <param name="Epoch">Epochs completed, from 0.</param>
/// <param name="Steps">Steps of the whole run.</param>
/// <param name="Epochs">Epochs of the whole run.</param>
public readonly record struct TrainingClock(long Step, int Epoch, long Steps, int Epochs);
