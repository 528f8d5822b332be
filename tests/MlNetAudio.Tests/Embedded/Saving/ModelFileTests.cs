using Microsoft.ML;
using MlNetAudio.Tests.MlNet;

namespace MlNetAudio.Tests.Embedded.Saving;

public class ModelFileTests
{
    [Fact]
    public void What_is_no_model_is_refused()
    {
        var error = Assert.Throws<InvalidDataException>(() => new MLContext(1).Model.Load(new MemoryStream([.. "PK\x03\x04 a zip of another library"u8]), out _));

        Assert.Contains("no model of the embedded ML.NET", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_cut_off_anywhere_is_refused_and_nothing_else_happens()
    {
        byte[] model = Save(out var ml);

        for (int length = 0; length < model.Length; length++)
            Assert.Throws<InvalidDataException>(() => ml.Model.Load(new MemoryStream(model, 0, length), out _));
    }

    [Fact]
    public void A_model_with_a_changed_byte_is_refused_or_read_but_never_takes_more_memory_than_it_has()
    {
        byte[] model = Save(out var ml);

        for (int place = 12; place < model.Length; place++)
        {
            byte[] changed = [.. model];
            changed[place] ^= 0xFF;
            try
            {
                ml.Model.Load(new MemoryStream(changed), out _);
            }
            catch (InvalidDataException)
            {
                // What a reader of damaged files should say.
            }
        }
    }

    private static byte[] Save(out MLContext ml)
    {
        ml = new MLContext(1);
        IDataView data = GoldenVoices.View(ml, GoldenVoices.Load("twovoices").Train);
        var model = ml.Transforms.NormalizeMeanVariance("Features").Append(ml.BinaryClassification.Trainers.FastForest(numberOfTrees: 2, numberOfLeaves: 3)).Fit(data);
        using var stream = new MemoryStream();
        ml.Model.Save(model, data.Schema, stream);
        return stream.ToArray();
    }
}
