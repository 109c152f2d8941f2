using OpcSpaces.Points;
using OpcSpaces.Storage.Series;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>The comparison of seals with readings can fail.</summary>
public sealed class SealVerificationTests
{
    private const string Gateway = "opc-test/gw-1";
    private const long Start = 1_790_000_000_000 / 3_600_000 * 3_600_000;

    [Fact]
    public void Right_sums_have_no_difference() => Assert.Empty(Compare(places => places));

    [Theory]
    [InlineData(3_000_001, 600_000)]
    [InlineData(3_000_000, 600_001)]
    public void A_wrong_time_is_found(long observed, long occupied) =>
        Assert.Equal([DifferenceKind.SealWrong], Compare(places => places with { ObservedMs = [observed], OccupiedMs = [occupied] }));

    [Fact]
    public void A_wrong_register_is_found() => Assert.Equal([DifferenceKind.SealWrong], Compare(places => places, energy: 6));

    [Fact]
    public void A_wrong_number_of_entries_is_found() => Assert.Equal([DifferenceKind.SealWrong], Compare(places => places, entries: 0));

    [Fact]
    public void A_missing_hour_is_found() => Assert.Contains(DifferenceKind.SealWrong, Compare(places => places, nextHour: 2));

    private static List<DifferenceKind> Compare(Func<SealedPlaces, SealedPlaces> change, long energy = 5, long entries = 1, int nextHour = 1)
    {
        var readings = JournaledReadings.Of(
            (new SeriesKey("occupancy", "opc-test", "a", "desk/1", "occupied"), [At(10, PointValue.Of(1L)), At(20, PointValue.Of(0L))]),
            (new SeriesKey("energy", "opc-test", "a", "meter/1", "energy"), [At(1, PointValue.Of(7L)), At(2, PointValue.Of(12L))]),
            (new SeriesKey("access", "opc-test", "a", "door/1", "entry"), [At(30, PointValue.Of("x"))]));
        var places = change(new SealedPlaces(["desk/1"], [3_000_000], [600_000], [0], [0], [0], [0]));
        readings.Seals[Gateway] =
        [
            Seal(0, new SealedZone("a", places, new SealedMeters(["meter/1"], [0], [energy]), new SealedDoors(["door/1"], [entries]))),
            Seal(nextHour, new SealedZone("a")),
        ];
        return [.. SealVerification.Compare(readings).Select(difference => difference.Kind)];
    }

    private static SeriesSample At(int minute, PointValue value) => new((Start + (minute * 60_000L)) * 1_000_000, value, QualityCode.Good);

    private static Seal Seal(int hour, SealedZone zone) => new() { HourMs = Start + (hour * 3_600_000L), Through = 1, Boot = "b", Zones = [zone] };
}
