using System.Security.Cryptography;
using System.Text;

namespace MlNetAudio.Datasets;

/// <summary>
/// SHA-256 over, for each recording in order: relative path, label and group (each UTF-8 after its length in bytes as 32 bits), then the SHA-256 of the file's bytes.
/// </summary>
internal static class DatasetHash
{
    private static readonly byte[] Unreadable = new byte[SHA256.HashSizeInBytes];

    public static string Of(IReadOnlyList<Recording> recordings)
    {
        byte[][] contents = new byte[recordings.Count][];
        Parallel.For(0, contents.Length, i => contents[i] = OfFile(recordings[i].Path));

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < contents.Length; i++)
        {
            foreach (string text in (ReadOnlySpan<string>)[recordings[i].RelativePath, recordings[i].Label, recordings[i].Group])
            {
                byte[] bytes = Encoding.UTF8.GetBytes(text);
                hash.AppendData([(byte)bytes.Length, (byte)(bytes.Length >> 8), (byte)(bytes.Length >> 16), (byte)(bytes.Length >> 24)]);
                hash.AppendData(bytes);
            }
            hash.AppendData(contents[i]);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] OfFile(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return SHA256.HashData(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Unreadable;   // it will be skipped with its reason by whoever reads the samples
        }
    }
}
