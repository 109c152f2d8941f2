using OpcSpaces.Points;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>The comparison of a series store with the journal can fail.</summary>
public sealed class SeriesVerificationTests : IDisposable
{
    private readonly MadeAndKept _kept = new();
    private readonly SeriesKey _desk = new("occupancy", "opc-test", "3F-A02", "desk/1", "occupied");

    [Fact]
    public void The_journal_says_which_readings_there_must_be()
    {
        var journal = Read();
        Assert.Equal(MadeAndKept.Batches * 2, journal.Count);
        Assert.Empty(journal.Collisions);
        var (first, second) = (journal.Series[_desk].Values.ElementAt(0), journal.Series[_desk].Values.ElementAt(1));
        Assert.Equal(new SeriesSample(1_790_000_000_000_000_032, PointValue.Of(1L), 192), first);
        Assert.Equal(new SeriesSample(1_790_000_001_000_000_064, PointValue.Of(0L), 192), second);
    }

    [Fact]
    public void The_same_readings_have_no_difference() => Assert.Empty(Compare(samples => samples));

    [Fact]
    public void A_reading_that_is_gone_is_found() => Assert.Equal([DifferenceKind.ReadingMissing], Compare(samples => samples.Skip(1)));

    [Fact]
    public void A_reading_that_stands_twice_is_found() => Assert.Equal([DifferenceKind.Duplicate], Compare(samples => samples.Append(samples.First())));

    [Fact]
    public void A_reading_with_another_value_is_found() =>
        Assert.Equal([DifferenceKind.ReadingDiffers], Compare(samples => samples.Skip(1).Append(samples.First() with { Value = PointValue.Of(7L) })));

    [Fact]
    public void A_reading_with_another_quality_is_found() =>
        Assert.Equal([DifferenceKind.ReadingDiffers], Compare(samples => samples.Skip(1).Append(samples.First() with { Quality = 500 })));

    [Fact]
    public void A_reading_that_nobody_made_is_found() =>
        Assert.Equal([DifferenceKind.ReadingInvented], Compare(samples => samples.Append(new SeriesSample(1, PointValue.Null, 500))));

    public void Dispose() => _kept.Dispose();

    private JournaledReadings Read()
    {
        using var journal = new JournalCopy(_kept.JournalPath);
        return JournaledReadings.Read(journal);
    }

    private List<DifferenceKind> Compare(Func<IReadOnlyCollection<SeriesSample>, IEnumerable<SeriesSample>> change)
    {
        var differences = new List<Difference>();
        var expected = Read().Series[_desk];
        SeriesVerification.Compare(_desk, expected, change(expected.Values), differences);
        return differences.ConvertAll(difference => difference.Kind);
    }
}
