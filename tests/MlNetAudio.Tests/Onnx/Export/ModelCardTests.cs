using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Tests.Onnx.Export;

public class ModelCardTests
{
    [Fact]
    public void The_card_begins_with_the_front_matter_that_model_hubs_read()
    {
        string card = ModelCard.Write(Metadata, Details);

        Assert.StartsWith(
            """
            ---
            license: "mit"
            library_name: onnx
            pipeline_tag: audio-classification
            tags:
            - audio
            - audio-classification
            - onnx
            - ml.net
            metrics:
            - "accuracy"
            - "roc_auc"
            model-index:
            - name: "cnn"
              results:
              - task:
                  type: audio-classification
                dataset:
                  name: "two voices"
                  type: audiofolder
                  split: test
                metrics:
                - type: "accuracy"
                  value: 0.9
                - type: "roc_auc"
                  value: 0.975
            ---

            # cnn

            """, card, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mono samples in −1..1 at 16000 Hz"), InlineData("cropped to 24000 inside"), InlineData("first 1.5 seconds"), InlineData("logit of yes")]
    [InlineData("new InferenceSession(\"model.onnx\")"), InlineData("onnxruntime.InferenceSession(\"model.onnx\""), InlineData("{\"waveform\": samples.mean(axis=1)[None]}")]
    [InlineData("Split: by sentence"), InlineData("| train | 60 |"), InlineData("| seed | 7 |"), InlineData("| auc | 0.9750 |"), InlineData("- Only two speakers.")]
    public void The_card_says(string what) => Assert.Contains(what, ModelCard.Write(Metadata, Details), StringComparison.Ordinal);

    [Fact]
    public void A_card_before_the_evaluation_claims_no_results()
    {
        string card = ModelCard.Write(SomeArtifacts.Metadata(), new() { DatasetName = "d" });

        Assert.Contains("Not evaluated yet.", card, StringComparison.Ordinal);
        Assert.DoesNotContain("model-index", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_from_outside_cannot_become_markup()
    {
        string card = ModelCard.Write(SomeArtifacts.Metadata("a|b", "<script>\n```") with { Name = "x\n---\n\"" }, new() { DatasetName = "[d](http://x)\n# e" });

        Assert.Contains(@"a\|b, \<script\> \`\`\`", card, StringComparison.Ordinal);
        Assert.DoesNotContain("\n# e", card, StringComparison.Ordinal);
        Assert.Equal(2, card.Split('\n').Count(line => line == "---"));
    }

    private static ArtifactMetadata Metadata => SomeArtifacts.Metadata() with
    {
        Name = "cnn",
        Kind = "deep",
        ClipSamples = 24_000,
        SplitRule = "by sentence",
        DataHash = "f00d",
        Metrics = new Dictionary<string, double> { ["auc"] = 0.975, ["accuracy"] = 0.9, ["log_loss"] = double.NaN },
    };

    private static ModelCardDetails Details => new()
    {
        DatasetName = "two voices",
        License = "mit",
        Architecture = "Three blocks.",
        ClipsByPart = [new("train", 60), new("test", 20)],
        Training = [new("seed", "7")],
        Limits = ["Only two speakers."],
    };
}
