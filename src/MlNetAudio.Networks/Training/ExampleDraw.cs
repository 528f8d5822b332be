namespace MlNetAudio.Networks.Training;

/// <summary>One use of one example.</summary>
/// <param name="Index">Which example, from 0.</param>
/// <param name="Epoch">Counted from 1; 0 where an example is to be taken as it is, for validation.</param>
/// <param name="Repeat">Tells several draws of one example in one epoch apart (<see cref="ClassBalance.Sampling"/>), so that each can be changed in its own way; otherwise 0.</param>
public readonly record struct ExampleDraw(int Index, int Epoch = 0, int Repeat = 0);
