using OpcSpaces.Points;
using OpcSpaces.Points.Hours;

namespace OpcSpaces.Storage.Series;

/// <summary>Some readings together, in their order; two that follow each other can be joined to one.</summary>
internal struct SeriesSummary
{
    private const long NanosecondsPerMs = 1_000_000;

    public long Count;
    public long Others;

    /// <summary>How many of <see cref="Count"/> are numbers; the figures are of these.</summary>
    public long Numbers;
    public double Least, Most, Sum, Last;

    /// <summary>The first and the last integer; null for other values.</summary>
    public RegisterReading? First, Newest;

    /// <summary>The growth between <see cref="First"/> and <see cref="Newest"/>.</summary>
    public long Growth;

    public void Take(in SeriesSample sample)
    {
        if (sample.Quality != QualityCode.Good || sample.Value.IsNull)
        {
            Others++;
            return;
        }

        Count++;
        if (sample.Value.Kind == PointValueKind.Text) return;
        var isInteger = sample.Value.Kind != PointValueKind.Double;
        Take(isInteger ? sample.Value.AsInteger : sample.Value.AsDouble);
        if (isInteger) Take(new RegisterReading(sample.TimeNs, sample.Value.AsInteger));
    }

    /// <summary>Joins what follows this.</summary>
    public void Take(in SeriesSummary next)
    {
        (Count, Others) = (Count + next.Count, Others + next.Others);
        if (next.Numbers == 0) return;
        (Least, Most) = Numbers == 0 ? (next.Least, next.Most) : (Math.Min(Least, next.Least), Math.Max(Most, next.Most));
        (Numbers, Sum, Last) = (Numbers + next.Numbers, Sum + next.Sum, next.Last);
        if (next.First is not { } first) return;
        Growth += StepTo(first) + next.Growth;
        (First, Newest) = (First ?? first, next.Newest);
    }

    public readonly SeriesBucket At(int index) =>
        new(index, Count, Others, Numbers == 0 ? null : new BucketNumbers(Least, Most, Sum / Numbers, Last), Growth);

    private void Take(double number)
    {
        (Least, Most) = Numbers == 0 ? (number, number) : (Math.Min(Least, number), Math.Max(Most, number));
        (Numbers, Sum, Last) = (Numbers + 1, Sum + number, number);
    }

    private void Take(RegisterReading reading)
    {
        Growth += StepTo(reading);
        (First, Newest) = (First ?? reading, reading);
    }

    private readonly long StepTo(RegisterReading reading) =>
        Newest is { } before ? RegisterStep.Of(before.Value, reading.Value, (reading.TimeNs - before.TimeNs) / NanosecondsPerMs) : 0;
}

/// <summary>A good reading of an integer.</summary>
internal readonly record struct RegisterReading(long TimeNs, long Value);
