using OpcSpaces.Model.Places;
using OpcSpaces.Model.Usage;

namespace OpcSpaces.Model.Tests.Usage;

public sealed class UsageContentTests
{
    private const int Full = 3_600_000;
    private static readonly ZoneKey Zone = new("c", "open-3");

    [Fact]
    public void Random_records_come_back_as_they_were()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            var record = RandomRecord(random);
            var bytes = UsageContent.Write(record);
            var back = UsageContent.Read(Zone, record.StartMs, record.Revision, bytes);
            Assert.True(record.Places.SequenceEqual(back.Places) && record.Meters.SequenceEqual(back.Meters) && record.Doors.SequenceEqual(back.Doors)
                && record.Air.SequenceEqual(back.Air) && record.Sources.SequenceEqual(back.Sources) && record.Differences.SequenceEqual(back.Differences)
                && (record.Closing, record.IsForeign) == (back.Closing, back.IsForeign) && UsageContent.Write(back).SequenceEqual(bytes), $"seed {seed}, round {round}");
        }
    }

    [Theory]
    [InlineData(0, Full, 0)]
    [InlineData(600_000, 1_800_001, 1)]
    public void An_hour_of_one_stay_comes_back_as_it_was(int first, int last, int stays)
    {
        var place = new PlaceUsage("desk/1", Full, last - first, Full, 1_000, 0, 2_000, new PlaceUse(first, last, stays, stays == 0 ? [] : [1_200], 0));
        Assert.Equal(place, UsageContent.Read(Zone, 0, 1, UsageContent.Write(Record() with { Places = [place] })).Places.Single());
    }

    [Fact]
    public void A_quiet_desk_takes_few_bytes()
    {
        PlaceUsage[] desks = [.. Enumerable.Range(1, 10).Select(desk => new PlaceUsage($"desk/{desk}", Full, 0, Full, 900, 0, 0, null))];
        Assert.InRange(UsageContent.Write(Record() with { Places = desks }).Length, 10, 60);
    }

    [Fact]
    public void A_record_of_before_doors_were_timed_is_read()
    {
        // Version 1, sealed: no places, no meters, door/3 with 7 entries, no air, no sources, no differences.
        var record = UsageContent.Read(Zone, 0, 1, [1, 1, 0, 0, 1, (3 << 3) | 3, 7, 0, 0, 0]);
        Assert.Equal([new DoorUsage("door/3", 7, Full)], record.Doors);
        Assert.Equal([2, 1, 0, 0, 1, (3 << 3) | 3, 14, 0, 0, 0], UsageContent.Write(record));
        Assert.Contains("has the version 3, and 2 is known", Assert.Throws<FormatException>(() => UsageContent.Read(Zone, 0, 1, [3, 1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_bytes_get_an_error_and_nothing_else()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var refused = 0;
        for (var round = 0; round < 3_000; round++)
        {
            var bytes = UsageContent.Write(RandomRecord(random));
            if (random.Next(2) == 0) bytes = bytes[..random.Next(bytes.Length)];
            else bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                UsageContent.Read(Zone, 0, 1, bytes);
            }
            catch (FormatException)
            {
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}, round {round}: {e}");
            }
        }

        Assert.True(refused > 500, $"seed {seed}: {refused}");
    }

    [Theory]
    [InlineData("desk/2", "desk/10")]
    [InlineData("desk/10", "room/1")]
    [InlineData("room/9", "meter/1")]
    [InlineData("env/1", "desk/0")] // not an id, so behind all that are
    [InlineData("desk/007", "desk/08")]
    public void Points_have_one_order(string before, string after)
    {
        Assert.True(PointOrder.Instance.Compare(before, after) < 0);
        Assert.True(PointOrder.Instance.Compare(after, before) > 0);
        Assert.Equal(0, PointOrder.Instance.Compare(before, before));
    }

    private static UsageRecord Record() => new() { Zone = Zone, StartMs = 1_772_442_000_000, Revision = 1, Closing = UsageClosing.Sealed };

    private static UsageRecord RandomRecord(Random random) => Record() with
    {
        Closing = random.Next(2) == 0 ? UsageClosing.Sealed : UsageClosing.TimeOut,
        IsForeign = random.Next(2) == 0,
        Places = [.. Some(random, i => new PlaceUsage(Name("desk", i), Ms(random), Ms(random), Seconds(random), Seconds(random), Seconds(random), Seconds(random), Use(random)))],
        Meters = [.. Some(random, i => new MeterUsage(Name("meter", i), Ms(random), random.Next(3) * random.NextInt64(1L << 40), random.Next(2)))],
        Doors = [.. Some(random, i => new DoorUsage(Name("door", i), random.Next(200), random.Next(3) == 0 ? random.Next(Full + 1) : Full))],
        Air = [.. Some(random, i => new AirUsage($"{Name("env", i)}/{(random.Next(2) == 0 ? "co2" : "noise")}", Ms(random), random.Next(-500, 90_000)))],
        Sources = [.. Some(random, i => new UsageSource($"gw-{i}", (ulong)random.NextInt64(), (ulong)random.Next()))],
        Differences = [.. Some(random, i => new SealDifference(Name("room", i), (SealedSum)random.Next(1, 5), random.Next(), random.Next()))],
    };

    private static IEnumerable<T> Some<T>(Random random, Func<int, T> make) => Enumerable.Range(0, random.Next(5)).Select(make);

    private static string Name(string kind, int number) => number == 0 ? $"{kind}/ост" : $"{kind}/{number}";

    private static int Ms(Random random) => random.Next(4) switch { 0 => 0, 1 => Full, _ => random.Next(Full + 1) };

    private static int Seconds(Random random) => Ms(random) / 1000 * 1000;

    private static PlaceUse? Use(Random random) => random.Next(2) == 0 ? null : new PlaceUse(Ms(random), Ms(random), random.Next(5), [.. Some(random, _ => random.Next(100_000))], random.Next(3));
}
