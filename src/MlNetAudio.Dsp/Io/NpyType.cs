namespace MlNetAudio.Dsp.Io;

/// <summary>What a .npy file's values are; numpy.dtype.</summary>
public enum NpyType
{
    Boolean,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Float16,
    Float32,
    Float64,
}
