using System.Text;
using System.Text.Json;
using MlNetAudio.Datasets;
using MlNetAudio.Evaluation;
using MlNetAudio.Pipelines.CrossValidation;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>metrics.json: the numbers of a run for machines. But for train_seconds, the same run gives the same bytes.</summary>
internal static class MetricsJson
{
    public static string Write(ExperimentResult result)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("dataset", result.Dataset.Name);
            json.WriteString("dataset_hash", result.Dataset.DataHash);
            json.WriteNumber("seed", result.Options.Seed);
            Strings(json, "labels", result.Labels);
            json.WriteString("positive", result.Positive);
            if (result.Dataset.Content == DatasetContent.Spectrograms)
            {
                json.WriteNumber("clip_frames", result.ClipLength);
            }
            else
            {
                json.WriteNumber("sample_rate_hz", result.SampleRateHz);
                json.WriteNumber("clip_seconds", Math.Round((double)result.ClipLength / result.SampleRateHz, 4));
            }
            Split(json, result);
            json.WriteStartArray("models");
            foreach (var model in result.Models) Model(json, model);
            json.WriteEndArray();
            json.WriteStartArray("comparisons");
            foreach (var (first, second, test) in result.Comparisons)
            {
                json.WriteStartObject();
                json.WriteString("first", first);
                json.WriteString("second", second);
                json.WriteNumber("auc_difference", test.Difference);
                Interval(json, "interval", test.Interval);
                json.WriteNumber("p_value", test.PValue);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("skipped");
            foreach (var skipped in result.Dataset.Skipped)
            {
                json.WriteStartObject();
                json.WriteString("path", skipped.RelativePath);
                json.WriteString("reason", skipped.Reason);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            Strings(json, "notices", result.Notices);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Split(Utf8JsonWriter json, ExperimentResult result)
    {
        json.WriteStartObject("split");
        json.WriteString("rule", result.Folds?.Rule ?? result.Split.Rule);
        json.WriteString("group", result.Dataset.GroupRule);
        Parts(result.Split);
        if (result.Folds is { } folds)
        {
            json.WriteStartArray("folds");
            foreach (var fold in folds.Splits)
            {
                json.WriteStartObject();
                Parts(fold);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();

        void Parts(DatasetSplit split)
        {
            Part("train", split.Train);
            Part("validation", split.Validation);
            Part("test", split.Test);
        }

        void Part(string name, IReadOnlyList<Recording> recordings)
        {
            json.WriteStartObject(name);
            json.WriteNumber("clips", recordings.Count);
            json.WriteNumber("groups", recordings.Select(recording => recording.Group).Distinct().Count());
            json.WriteStartObject("labels");
            foreach (string label in result.Dataset.Labels) json.WriteNumber(label, recordings.Count(recording => recording.Label == label));
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static void Model(Utf8JsonWriter json, ModelResult model)
    {
        json.WriteStartObject();
        json.WriteString("name", model.Name);
        json.WriteString("kind", model.Kind);
        json.WriteString("description", model.Description);
        json.WriteNumber("parameters", model.ParameterCount);
        json.WriteStartObject("hyperparameters");
        foreach (var (name, value) in model.Hyperparameters) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteString("artifact", model.Artifact);
        json.WriteNumber("train_seconds", Math.Round(model.TrainSeconds, 3));
        Verification(json, model.Verification);
        Metrics(json, model.Metrics);
        if (model.CrossValidation is { } folds) Folds(json, folds);
        json.WriteEndObject();
    }

    private static void Metrics(Utf8JsonWriter json, ClassificationMetrics metrics)
    {
        json.WriteStartObject("metrics");
        json.WriteNumber("auc", metrics.Auc);
        if (metrics.AucInterval is { } auc) Interval(json, "auc_interval", auc);
        json.WriteNumber("accuracy", metrics.Accuracy);
        Interval(json, "accuracy_interval", metrics.AccuracyInterval);
        json.WriteNumber("precision", metrics.Precision);
        json.WriteNumber("recall", metrics.Recall);
        json.WriteNumber("f1", metrics.F1);
        json.WriteNumber("log_loss", metrics.LogLoss);
        json.WriteNumber("log_loss_nats", metrics.LogLossNats);
        json.WriteStartArray("confusion");
        foreach (var row in metrics.Confusion.Rows)
        {
            json.WriteStartArray();
            foreach (int count in row) json.WriteNumberValue(count);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Folds(Utf8JsonWriter json, CrossValidationResult result)
    {
        json.WriteStartObject("cross_validation");
        Mean("auc", result.Auc);
        Mean("accuracy", result.Accuracy);
        Mean("f1", result.F1);
        Mean("log_loss", result.LogLoss);
        json.WriteStartArray("folds");
        foreach (var fold in result.Folds)
        {
            json.WriteStartObject();
            json.WriteNumber("fold", fold.Fold);
            json.WriteString("artifact", fold.Artifact);
            json.WriteNumber("train_seconds", Math.Round(fold.TrainSeconds, 3));
            Verification(json, fold.Verification);
            Metrics(json, fold.Metrics);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();

        void Mean(string name, MeanEstimate estimate)
        {
            json.WriteStartObject(name);
            json.WriteNumber("mean", estimate.Mean);
            json.WriteNumber("standard_deviation", estimate.StandardDeviation);
            if (estimate.Interval is { } interval) Interval(json, "interval", interval);
            json.WriteEndObject();
        }
    }

    private static void Verification(Utf8JsonWriter json, ArtifactVerification verification)
    {
        json.WriteStartObject("verification");
        json.WriteNumber("clips", verification.Clips);
        json.WriteNumber("max_probability_difference", verification.LargestDifference);
        json.WriteEndObject();
    }

    private static void Interval(Utf8JsonWriter json, string name, Interval interval)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(interval.Lower);
        json.WriteNumberValue(interval.Upper);
        json.WriteEndArray();
    }

    private static void Strings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
