namespace MlNetAudio.Reports.Assets;

/// <summary>The style sheets and scripts that every page carries inside, from the assembly's resources.</summary>
internal static class PageAssets
{
    public static string Read(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly was built without its resource '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Trim();
    }
}
