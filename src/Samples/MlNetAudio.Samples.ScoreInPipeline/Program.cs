using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Samples.ScoreInPipeline;

// Which recordings of customers need a person's attention? An ML.NET pipeline that was there before, on what is known of a call, and what a model of MlNetAudio hears in it.
if (args is not [var model, var callsFile])
{
    Console.Error.WriteLine("usage: MODEL.onnx CALLS.csv (columns path,minutes,repeated,urgent; paths relative to the file)");
    return 2;
}

try
{
    var mlContext = new MLContext(seed: 1);
    string folder = Path.GetDirectoryName(Path.GetFullPath(callsFile))!;
    IDataView calls = mlContext.Data.LoadFromTextFile<Call>(callsFile, hasHeader: true, separatorChar: ',', allowQuoting: true);

    // What is heard becomes one more column, Probability; the recordings are read and scored as rows are asked for. Data.Cache keeps them from being read in every pass of the trainer.
    var hear = mlContext.Transforms.CustomMapping<Call, Located>((call, located) => located.Path = Path.Combine(folder, call.Path), contractName: null)
        .Append(mlContext.Transforms.ScoreAudio(model))
        .Append(mlContext.Transforms.CopyColumns("Heard", "Probability"));
    using var heard = hear.Fit(calls);
    var data = mlContext.Data.TrainTestSplit(mlContext.Data.Cache(heard.Transform(calls)), testFraction: 0.3);

    // The pipeline of before, with one feature more.
    var pipeline = mlContext.Transforms.Concatenate("Features", nameof(Call.Minutes), nameof(Call.Repeated), "Heard")
        .Append(mlContext.Transforms.NormalizeMinMax("Features"))
        .Append(mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression());
    var trained = pipeline.Fit(data.TrainSet);

    var metrics = mlContext.BinaryClassification.Evaluate(trained.Transform(data.TestSet));
    Console.WriteLine(FormattableString.Invariant($"AUC {metrics.AreaUnderRocCurve:0.000}"));
    Console.WriteLine(metrics.ConfusionMatrix.GetFormattedConfusionTable());
    return 0;
}
catch (Exception e) when (e is IOException or InvalidDataException or InvalidOperationException or ArgumentException)
{
    Console.Error.WriteLine(e.GetBaseException().Message);   // ML.NET's row threads put an exception of theirs around it
    return 1;
}

namespace MlNetAudio.Samples.ScoreInPipeline
{
    /// <summary>A row of the file.</summary>
    internal sealed class Call
    {
        [LoadColumn(0)]
        public string Path { get; set; } = "";

        [LoadColumn(1)]
        public float Minutes { get; set; }

        [LoadColumn(2)]
        public float Repeated { get; set; }

        [LoadColumn(3), ColumnName("Label")]
        public bool Urgent { get; set; }
    }

    internal sealed class Located
    {
        public string Path { get; set; } = "";
    }
}
