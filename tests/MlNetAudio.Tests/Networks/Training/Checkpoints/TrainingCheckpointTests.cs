using MlNetAudio.Networks.Training.Checkpoints;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Training.Checkpoints;

public class TrainingCheckpointTests
{
    private static readonly TrainingCheckpoint Some = new()
    {
        Identity = new([KeyValuePair.Create("BatchSize", "16"), KeyValuePair.Create("layer 0", "Linear { Units = 2 } · größer")]),
        Epoch = 3,
        Batch = 17,
        Loss = (12.5, 40),
        LearningRate = 0.1f,
        Time = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2)),
        History =
        [
            new(1, 9, 0.7f, 0.6f, 0.5f, true) { Metric = 0.25, LearningRate = 0.1f, Duration = TimeSpan.FromMinutes(1), EngineBusy = 0.9, Remaining = TimeSpan.FromMinutes(8) },
            new(2, 9, 0.6f, null, null, false),
        ],
        Weights = new Dictionary<string, float[]> { ["0.weight"] = [1, -2, float.Epsilon], ["0.bias"] = [] },
        Optimizer = new(37, new Dictionary<string, IReadOnlyDictionary<string, float[]>> { ["exp_avg"] = new Dictionary<string, float[]> { ["0.weight"] = [4, 5, 6] } }),
        BestWeights = new Dictionary<string, float[]> { ["0.weight"] = [7, 8, 9] },
    };

    [Fact]
    public void What_is_written_is_read()
    {
        var read = TrainingCheckpoint.Read(new MemoryStream(Bytes(Some)));

        Assert.Equal(Some.Identity.Facts, read.Identity.Facts);
        Assert.Equal((Some.Epoch, Some.Batch, Some.Loss, Some.LearningRate, Some.Time), (read.Epoch, read.Batch, read.Loss, read.LearningRate, read.Time));
        Assert.Equal(Some.History, read.History);
        Assert.Equal(Some.Weights, read.Weights);
        Assert.Equal(Some.Optimizer.Steps, read.Optimizer.Steps);
        Assert.Equal(Some.Optimizer.Moments["exp_avg"], read.Optimizer.Moments["exp_avg"]);
        Assert.Equal(Some.BestWeights, read.BestWeights);
        Assert.Equal(Bytes(Some), Bytes(read));
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        byte[] bytes = Bytes(Some);
        for (int length = 0; length < bytes.Length; length++)
            Assert.Throws<InvalidDataException>(() => TrainingCheckpoint.Read(new MemoryStream(bytes, 0, length)));
    }

    [Fact]
    public void A_file_in_which_any_byte_has_changed_is_refused()
    {
        byte[] bytes = Bytes(Some);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => TrainingCheckpoint.Read(new MemoryStream(bytes)));
            bytes[i] ^= 0x10;
        }
    }

    [Fact]
    public void A_refusal_names_the_file_and_what_to_do()
    {
        using var folder = new TemporaryFolder();
        string path = folder.At("checkpoint.bin");
        File.WriteAllBytes(path, Bytes(Some)[..^1]);
        using var stream = File.OpenRead(path);

        var error = Assert.Throws<InvalidDataException>(() => TrainingCheckpoint.Read(stream));

        Assert.StartsWith($"{path}: the checkpoint is cut off or damaged, its checksum does not fit its ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("resume from another, or begin anew.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_file_is_no_checkpoint()
    {
        var error = Assert.Throws<InvalidDataException>(() => TrainingCheckpoint.Read(new MemoryStream("RIFF is no checkpoint of ours"u8.ToArray())));

        Assert.Equal("this is no checkpoint of a training run.", error.Message);
    }

    private static byte[] Bytes(TrainingCheckpoint checkpoint)
    {
        using var stream = new MemoryStream();
        checkpoint.Write(stream);
        return stream.ToArray();
    }
}
