using Microsoft.ML;

// A network was trained on many recordings of others; there are a few of one's own, with other labels. Its last layer is replaced by a classifier on what the layers before have learnt.
if (args is not [var model, var folder])
{
    Console.Error.WriteLine("usage: MODEL.onnx FOLDER (a folder per class, or a manifest.csv)");
    return 2;
}

try
{
    var mlContext = new MLContext(seed: 1);
    IDataView recordings = mlContext.Data.LoadAudio(folder);

    // Once: every recording through the network, whose numbers are kept for the passes of the trainer.
    using var embedding = mlContext.Transforms.ExtractEmbedding(model).Append(mlContext.Transforms.Conversion.MapValueToKey("Label")).Fit(recordings);
    IDataView embedded = mlContext.Data.Cache(embedding.Transform(recordings));

    var head = mlContext.Transforms.NormalizeMeanVariance("Features", fixZero: false)
        .Append(mlContext.MulticlassClassification.Trainers.LbfgsMaximumEntropy())
        .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

    // Recordings of one group (a speaker, an original) stay on one side.
    var data = mlContext.Data.TrainTestSplit(embedded, testFraction: 0.3, samplingKeyColumnName: "Group");
    var trained = head.Fit(data.TrainSet);
    var metrics = mlContext.MulticlassClassification.Evaluate(trained.Transform(data.TestSet));
    Console.WriteLine(FormattableString.Invariant($"accuracy {metrics.MicroAccuracy:0.000}"));
    Console.WriteLine(metrics.ConfusionMatrix.GetFormattedConfusionTable());
    return 0;
}
catch (Exception e) when (e is IOException or InvalidDataException or InvalidOperationException or ArgumentException or MlNetAudio.Datasets.DatasetException)
{
    Console.Error.WriteLine(e.GetBaseException().Message);   // ML.NET's row threads put an exception of theirs around it
    return 1;
}
