using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Metrics;
using OpcSpaces.Model.Usage.Tenancy;
using OpcSpaces.Testing;

namespace OpcSpaces.Model.Tests.Usage.History;

public class UsageHistoryTests
{
    [Theory]
    [InlineData("Asia/Shanghai", "2026-02-20", "2026-03-12")]
    [InlineData("Europe/Berlin", "2026-03-20", "2026-04-03")]
    [InlineData("Europe/Berlin", "2026-10-19", "2026-11-01")]
    [InlineData("America/New_York", "2026-10-26", "2026-11-08")]
    [InlineData("Asia/Kolkata", "2026-06-01", "2026-06-14")]
    [InlineData("Australia/Lord_Howe", "2026-04-01", "2026-04-10")]
    public void Sums_heat_map_and_ranking_equal_a_plain_calculation_over_the_records_to_the_millisecond(string timeZone, string from, string to)
    {
        var seed = Seed.Take(timeZone);
        seed.Run(() =>
        {
            var random = seed.CreateRandom();
            var community = Random(random, timeZone, from);
            var span = community.Span(from, to, random.Next(2) == 0 ? null : community.Span(from, to).StartMs(random.Next(24, 200)) + random.Next(TestCommunity.Hour));
            var records = community.Records(span, (place, _) => TestCommunity.Any(random, place), (record, _) => random.Next(40) == 0 ? null : record).ToList();
            var history = UsageHistoryBuilder.Of(span, community.Places, records.OrderBy(record => record.Zone.Zone, StringComparer.Ordinal));
            var plain = new PlainSums(community, records);

            int[] all = [.. Enumerable.Range(0, history.Places.Places.Count)];
            var map = HeatMap.Of(history, all, MetricRules.Default);
            var cells = plain.Cells(span);
            foreach (var weekday in Enum.GetValues<DayOfWeek>())
            {
                for (var hour = 0; hour < 24; hour++) Assert.Equal(cells[(int)weekday, hour], map.Time(weekday, hour));
            }

            var ranking = DeskRanking.Of(history, all, MetricRules.Default);
            Assert.Equal(all, ranking.Select(place => place.Index).Order());
            foreach (var place in ranking)
            {
                Assert.Equal(plain.Open(span, place.Place), place.Time);
                Assert.Equal(plain.Whole(span, place.Place), DeskRanking.WholeTime(history, place.Index));
            }

            var shown = ranking.Where(place => place.Use.IsSufficient).Select(place => place.Use.Value!.Value).ToList();
            Assert.Equal(shown.OrderDescending(), shown);
            Assert.All(ranking.Skip(shown.Count), place => Assert.False(place.Use.IsSufficient));
        });
    }

    [Theory]
    [InlineData("Asia/Shanghai", "2026-02-20", "2026-03-12")]
    [InlineData("Europe/Berlin", "2026-03-20", "2026-04-03")]
    [InlineData("Australia/Lord_Howe", "2026-04-01", "2026-04-10")]
    public void A_slice_is_the_history_of_its_dates_alone(string timeZone, string from, string to)
    {
        var seed = Seed.Take(timeZone);
        seed.Run(() =>
        {
            var random = seed.CreateRandom();
            var community = Random(random, timeZone, from);
            var endMs = random.Next(2) == 0 ? (long?)null : community.Span(from, to).StartMs(random.Next(24, 200));
            var span = community.Span(from, to, endMs);
            var records = community.Records(span, (place, _) => TestCommunity.Any(random, place), (record, _) => random.Next(40) == 0 ? null : record with { IsForeign = random.Next(9) == 0 })
                .OrderBy(record => record.Zone.Zone, StringComparer.Ordinal).ToList();
            var first = span.Days[random.Next(span.Days.Count)].Date;
            var last = first.AddDays(random.Next(span.Days[^1].Date.DayNumber - first.DayNumber + 1));
            var alone = UsageHistoryBuilder.Of(new CalendarSpan(span.Calendar, first, last, endMs), community.Places, records);
            var slice = UsageHistoryBuilder.Of(span, community.Places, records).Slice(first, last);

            Assert.Equal((alone.Span.Hours, alone.Span.OriginMs, alone.ForeignRecords, alone.IsEmpty), (slice.Span.Hours, slice.Span.OriginMs, slice.ForeignRecords, slice.IsEmpty));
            int[] all = [.. Enumerable.Range(0, alone.Places.Places.Count)];
            Assert.Equal(DeskRanking.Of(alone, all, MetricRules.Default).Select(Line), DeskRanking.Of(slice, all, MetricRules.Default).Select(Line));
            Assert.Equal(ZoneUse.Of(alone, all, MetricRules.Default), ZoneUse.Of(slice, all, MetricRules.Default));
            Assert.Equal(Enumerable.Range(1, 9).Select(tenth => DwellTimes.Of(alone, all, MetricRules.Default).Quantile(tenth / 10.0)), Enumerable.Range(1, 9).Select(tenth => DwellTimes.Of(slice, all, MetricRules.Default).Quantile(tenth / 10.0)));
            foreach (var place in all)
            {
                for (var day = 0; day < alone.Span.Days.Count; day++)
                {
                    for (var hour = 0; hour < alone.Span.HoursOf(day); hour++) Assert.Equal(alone.Hour(place, day, hour), slice.Hour(place, day, hour));
                }
            }

            var (energy, part) = (new EnergyUse(alone, community.Places.Zones.Keys, MetricRules.Default), new EnergyUse(slice, community.Places.Zones.Keys, MetricRules.Default));
            Assert.Equal((energy.Total, energy.AfterHours, energy.BaseLoad), (part.Total, part.AfterHours, part.BaseLoad));

            static (int, TimeSum, Figure) Line(RankedPlace place) => (place.Index, place.Time, place.Use);
        });
    }

    [Fact]
    public void Every_hour_comes_back_as_its_record_has_it()
    {
        var seed = Seed.Take();
        seed.Run(() =>
        {
            var random = seed.CreateRandom();
            var community = new TestCommunity(zones: 2, desks: 3);
            var span = community.Span("2026-03-02", "2026-03-06");
            var records = community.Records(span, (place, _) => TestCommunity.Any(random, place)).ToList();
            var history = UsageHistoryBuilder.Of(span, community.Places, records);
            foreach (var record in records)
            {
                var hour = span.HourAt(record.StartMs);
                foreach (var (index, place) in history.Places.Places.Index().Where(place => place.Item.Zone.Id == record.Zone.Zone))
                {
                    var expected = record.Places.Where(usage => usage.Point == place.Point).Select(usage => (PlaceHour?)PlaceHour.Of(usage)).SingleOrDefault();
                    // An hour without a word about the place may be kept as one of which nothing is known.
                    Assert.Equal(expected ?? default, history.Hour(index, hour / 24, hour % 24) ?? default);
                }
            }
        });
    }

    [Fact]
    public void What_has_no_record_is_unknown_and_neither_used_nor_empty()
    {
        var community = new TestCommunity(desks: 2);
        var span = community.Span("2026-03-02", "2026-03-03");
        var history = community.History(span, (place, hour) => place.Point == "desk/1" && hour < 24 ? TestCommunity.Sure(place, 0) : null);
        Assert.Equal(new TimeSum(2 * 9 * TestCommunity.Hour, 9 * TestCommunity.Hour, 0, 0, 0, 0), DeskRanking.OpenTime(history, 0));
        Assert.Equal(new TimeSum(2 * 9 * TestCommunity.Hour, 0, 0, 0, 0, 0), DeskRanking.OpenTime(history, 1));
        Assert.Null(history.Hour(1, 0, 0));
    }

    [Fact]
    public void Where_no_gateway_says_how_sure_it_is_the_decision_counts_and_the_bounds_are_as_wide_as_they_can_be()
    {
        var usage = new PlaceUsage("desk/1", 3_000_000, 600_000, 0, 0, 0, 0, null);
        Assert.Equal(new PlaceHour(3_000_000, 600_000, 3_000_000, 600_000, 0, 3_000_000), PlaceHour.Of(usage));
    }

    [Fact]
    public void The_open_part_of_an_hour_gets_its_share_and_bounds_that_hold_wherever_in_the_hour_the_use_was()
    {
        // 40 of 60 minutes were used and 30 are open: at least 10 and at most 30 of them.
        var hour = new PlaceHour(TestCommunity.Hour, 2_400_000, TestCommunity.Hour, 2_400_000, 2_400_000, 2_400_000);
        Assert.Equal(new PlaceHour(1_800_000, 1_200_000, 1_800_000, 1_200_000, 600_000, 1_800_000), hour.Part(1_800_000));
        Assert.Equal(hour, hour.Part(TestCommunity.Hour));
    }

    [Fact]
    public void Two_communities_with_equal_zone_ids_share_nothing()
    {
        var (hub, valley) = (new TestCommunity("hub"), new TestCommunity("valley"));
        foreach (var row in valley.Rows.All) hub.Rows.Put(row);
        Assert.Equal(4, hub.Places.Places.Count);
        var span = hub.Span("2026-03-02", "2026-03-02");
        var fault = Assert.Throws<ArgumentException>(() => UsageHistoryBuilder.Of(span, hub.Places, valley.Records(span, (place, _) => TestCommunity.Sure(place, 1))));
        Assert.Contains("A record of valley/z1 is not one of hub/z1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Points_that_the_registry_does_not_have_and_hours_of_another_grid_are_left_out_and_named()
    {
        var community = new TestCommunity();
        var span = community.Span("2026-03-02", "2026-03-02");
        var history = community.History(
            span, (place, _) => TestCommunity.Sure(place, 60),
            (record, hour) => hour == 3 ? record with { StartMs = record.StartMs + (TestCommunity.Hour / 2) } : record with { Places = [.. record.Places, record.Places[0] with { Point = "desk/99" }] });
        Assert.Equal(["z1/desk/99"], history.UnknownPoints);
        Assert.Equal(1, history.MisplacedRecords);
        Assert.Equal(23L * TestCommunity.Hour, history.WholeDay(0, 0).KnownMs);
    }

    [Fact]
    public void A_record_that_comes_twice_is_refused()
    {
        var community = new TestCommunity();
        var span = community.Span("2026-03-02", "2026-03-02");
        var records = community.Records(span, (place, _) => TestCommunity.Sure(place, 60)).ToList();
        Assert.Contains("comes twice", Assert.Throws<ArgumentException>(() => UsageHistoryBuilder.Of(span, community.Places, [.. records, records[5]])).Message, StringComparison.Ordinal);
        var builder = new UsageHistoryBuilder(span, community.Places);
        builder.Add("z1", records);
        Assert.Contains("added before", Assert.Throws<ArgumentException>(() => builder.Add("z1", [])).Message, StringComparison.Ordinal);
    }

    private static TestCommunity Random(Random random, string timeZone, string from)
    {
        var (community, start) = (new TestCommunity("hub", timeZone, zones: 3, desks: 4), DateOnly.Parse(from, null));
        community.With(
            new OpeningHours("hub", Weekday.Tuesday, new(8, random.Next(60)), new(17, random.Next(1, 60))), new OpeningHours("hub", Weekday.Sunday, new(0, 0), new(0, 0), Workday: false),
            new CalendarDay("hub", start.AddDays(random.Next(10)), DayKind.Holiday), new OutOfService("hub", "z1", "desk/2", start.AddDays(random.Next(5)), "x", start.AddDays(5 + random.Next(5))),
            new OutOfService("hub", "z2", "desk/1", start.AddDays(3), "x"), community.Lease("t", from, null, "desk/3", "desk/4"), new Absence("hub", "t", start.AddDays(2), start.AddDays(4)),
            new Zone("hub", "z3", "f", "z3", Model.Spaces.ZoneKind.OpenArea, From: start.AddDays(2), To: start.AddDays(8)));
        return community;
    }

    /// <summary>The same from the records and the registry's rows, hour by hour, without calendars' spans, pages or columns.</summary>
    private sealed class PlainSums(TestCommunity community, IEnumerable<UsageRecord> records)
    {
        private readonly Dictionary<(string Zone, string Point, long StartMs), PlaceUsage> _usages =
            records.SelectMany(record => record.Places.Select(place => (record, place))).ToDictionary(it => (it.record.Zone.Zone, it.place.Point, it.record.StartMs), it => it.place);

        public TimeSum Whole(CalendarSpan span, PlaceFacts place)
        {
            var sum = new TimeSum();
            Visit(span, place, IsInUse, (_, startMs) => sum.Add(Hour(place, startMs, TestCommunity.Hour)));
            return sum;
        }

        public TimeSum Open(CalendarSpan span, PlaceFacts place)
        {
            var sum = new TimeSum();
            Visit(span, place, IsAvailable, (date, startMs) => sum.Add(Hour(place, startMs, (int)(OpenMs(date, startMs) + OpenMs(date.AddDays(1), startMs)))));
            return sum;
        }

        public TimeSum[,] Cells(CalendarSpan span)
        {
            var (cells, calendar) = (new TimeSum[7, 24], community.Calendar);
            foreach (var place in community.Places.Places)
                Visit(span, place, (of, date) => IsAvailable(of, date) && !IsSpecial(date), (date, startMs) => cells[(int)date.DayOfWeek, calendar.Local(startMs).Hour].Add(Hour(place, startMs, TestCommunity.Hour)));
            return cells;
        }

        private long OpenMs(DateOnly date, long startMs) => community.Calendar.Day(date).OpenMs(startMs, startMs + TestCommunity.Hour);

        private bool IsSpecial(DateOnly date) => community.Rows.Of<CalendarDay>().Any(row => row.Date == date);

        private void Visit(CalendarSpan span, PlaceFacts place, Func<PlaceFacts, DateOnly, bool> counts, Action<DateOnly, long> visit)
        {
            var calendar = community.Calendar;
            for (var startMs = span.OriginMs; startMs < span.OriginMs + ((long)span.Hours * TestCommunity.Hour); startMs += TestCommunity.Hour)
            {
                var date = calendar.DateAt(startMs);
                if (counts(place, date)) visit(date, startMs);
            }
        }

        private TimeSum Hour(PlaceFacts place, long startMs, int partMs)
        {
            if (partMs == 0 || !_usages.TryGetValue((place.Zone.Id, place.Point, startMs), out var usage)) return new TimeSum(partMs, 0, 0, 0, 0, 0);
            var (k, e, l, h) = usage.KnownMs > 0 ? (usage.KnownMs, usage.ExpectedMs, usage.LowMs, usage.HighMs) : (usage.ObservedMs, usage.OccupiedMs, 0, usage.ObservedMs);
            if (partMs < TestCommunity.Hour) (k, e, l, h) = (Share(k, partMs), Math.Min(Share(e, partMs), Share(k, partMs)), Math.Max(0, l - TestCommunity.Hour + partMs), Math.Min(h, partMs));
            return new TimeSum(partMs, k, e, Math.Min(l, e), Math.Max(h, e), e > h || e < l ? (e / 1_000) * (long)((k - e) / 1_000) : 0);
        }

        private bool IsInUse(PlaceFacts place, DateOnly date) =>
            community.Rows.Find<Zone>($"hub/{place.Zone.Id}")! is var zone && date >= (zone.From ?? DateOnly.MinValue) && date <= (zone.To ?? DateOnly.MaxValue);

        private bool IsAvailable(PlaceFacts place, DateOnly date)
        {
            if (!IsInUse(place, date)) return false;
            if (community.Rows.Of<OutOfService>().Any(row => (row.Zone, row.Place) == (place.Zone.Id, place.Point) && date >= row.From && date <= (row.To ?? DateOnly.MaxValue))) return false;
            return !community.Rows.Of<Lease>().Any(lease => lease.Zone == place.Zone.Id && lease.Places.Contains(place.Point) && date >= lease.From && date <= (lease.To ?? DateOnly.MaxValue)
                && community.Rows.Of<Absence>().Any(absence => absence.Tenant == lease.Tenant && date >= absence.From && date <= absence.To));
        }

        // Decimal, because a share that ends in exactly half a ms is not one as a double.
        private static int Share(int ms, int partMs) => (int)Math.Floor(((decimal)ms * partMs / TestCommunity.Hour) + 0.5m);
    }
}
