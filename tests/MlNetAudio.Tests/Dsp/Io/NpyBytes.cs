using System.Text;

namespace MlNetAudio.Tests.Dsp.Io;

/// <summary>.npy files put together by hand.</summary>
internal static class NpyBytes
{
    public static byte[] File(string header, byte[] values, int version = 1)
    {
        byte[] text = Encoding.UTF8.GetBytes(header + "\n");
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. version == 1 ? WavBytes.UInt16(text.Length) : WavBytes.UInt32((uint)text.Length), .. text, .. values];
    }

    public static string Header(string type, string shape, bool fortran = false) => $"{{'descr': '{type}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': ({shape}), }}";
}
