using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Cloud.UsageCommands;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Usage;
using OpcSpaces.Model.Usage.Metrics;
using OpcSpaces.Projections.Usage;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Usage;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.UsageCommands;

public sealed class UsageCommandTests : IDisposable
{
    private const int Hour = 3_600_000;
    private const string Week = "--from 2026-03-02 --to 2026-03-08 --data DATA";
    private static readonly string SampleFolder = Path.Combine(ProductBinary.RepositoryRoot, "cloud", "OpcSpaces.CommunityFolders", "sample");
    private readonly TemporaryDirectory _data = new("cloud");

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Help_names_every_command_and_has_examples()
    {
        var (code, text) = await RunAsync("usage --help");
        Assert.Equal(0, code);
        foreach (var word in (string[])["Examples:", "zone <ZONE>", "desk <DESK>", "tenant <TENANT>", "day <DATE>", "rebuild", "insufficient data"]) Assert.Contains(word, text, StringComparison.Ordinal);
        var (_, zone) = await RunAsync("usage zone --help");
        foreach (var option in (string[])["--from", "--to", "--community", "--least-coverage", "--ghost-workdays", "--never-used-dates", "--json", "--data", "--settings"]) Assert.Contains(option, zone, StringComparison.Ordinal);
        Assert.Contains("usage --help", (await RunAsync("--help")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zone_is_shown_with_coverage_and_interval()
    {
        await ImportAsync();
        WriteWeek("open-3");
        var (code, text) = await RunAsync($"usage zone open-3 {Week}");

        Assert.Equal(0, code);
        var lines = text.Split('\n');
        Assert.Equal("zone hub/open-3, 2026-03-02 to 2026-03-08 (Asia/Shanghai)", lines[0]);
        // desk/1 is used for 51 minutes of each hour from 9 to 18 o'clock on five days, and desk/4 is out of service on all of them. 70 hours are open.
        Line("frequency", "64.3 %", "exact", "coverage 100.0 %", "hours used ÷ hours available");
        Line("occupancy", "28.3 %", "26.7 % to 30.0 %", "coverage 100.0 %", "occupied desks ÷ desks while in use");
        Line("use 工位利用率", "18.2 %", "17.1 % to 19.3 %", "coverage 100.0 %", "of available time within opening hours");
        Line("seat-hours 工位时", "38.25 seat-hours", "36.0 seat-hours to 40.5 seat-hours", "coverage 100.0 %");
        Line("peak", "0.85 desks", "0.8 desks to 0.9 desks", "coverage 100.0 %", "in the hour from 2026-03-02 09:00");
        Line("leased 入驻率", "50.0 %", "exact", "coverage 100.0 %", "of leasable desks");
        Line("attendance 到岗率", "50.0 %", "exact", "coverage 100.0 %", "of leased desks on workdays");
        Line("never used", "none"); // a week is too short to say so
        Line("ghost desks", "none");
        Line("perhaps ghost desks", "desk/2 (insufficient data)");
        Line("energy", "16.8 kWh", "exact", "coverage 100.0 %");
        Line("per area", "0.175 kWh/m²", "exact", "coverage 100.0 %", "使用面积 (usable area)");
        Line("base load", "100.0 W", "exact", "coverage 100.0 %");
        Assert.DoesNotContain("note:", text, StringComparison.Ordinal);
        Assert.Matches("\n  ghost desks +desk/2\n", (await RunAsync($"usage zone open-3 {Week} --ghost-workdays 5")).Text);
        Assert.Matches("\n  never used +desk/2, desk/3 \\(observed since 2026-03-02\\); desk/4 \\(observed since 2026-03-07\\)\n", (await RunAsync($"usage zone open-3 {Week} --never-used-dates 2")).Text);
        Assert.Matches("\n  never used +never used \\(observed since 2026-03-02: 7 days unused, 0 undecided\\)\n", (await RunAsync($"usage desk desk/2 {Week} --never-used-dates 7")).Text);
        Assert.Matches("\n  never used +insufficient data \\(observed since 2026-03-02: 7 days unused, 0 undecided\\)\n", (await RunAsync($"usage desk desk/2 {Week}")).Text);

        // In the order of the columns, with three spaces between them at least.
        void Line(params string[] cells) => Assert.Contains(lines, line => line.Trim().Split("   ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SequenceEqual(cells));
    }

    [Fact]
    public async Task A_desk_is_shown_date_by_date_and_a_tenant_with_what_it_leases()
    {
        await ImportAsync();
        WriteWeek("open-3");
        var (_, desk) = await RunAsync($"usage desk open-3/desk/1 {Week}");
        Assert.StartsWith("desk hub/open-3/desk/1, 2026-03-02 to 2026-03-08 (Asia/Shanghai)\n", desk, StringComparison.Ordinal);
        Assert.Matches("leased by +t-1 \\(l-1\\)\n", desk);
        Assert.Matches("sensor since +2026-02-01 03:30 UTC\n", desk);
        Assert.Matches("2026-03-02 Mon +7.65 seat-hours +7.2 seat-hours to 8.1 seat-hours +coverage 100.0 % +used\n", desk);
        Assert.Matches("2026-03-07 Sat +0.0 seat-hours +exact +coverage 100.0 % +unused, no workday\n", desk);
        Assert.Equal(desk, (await RunAsync($"usage desk desk/1 {Week}")).Text);
        Assert.Matches("2026-03-02 Mon .* unused, out of service\n", (await RunAsync($"usage desk desk/4 {Week}")).Text);

        var (_, tenant) = await RunAsync($"usage tenant t-1 {Week}");
        Assert.StartsWith("tenant hub/t-1, ", tenant, StringComparison.Ordinal);
        Assert.Matches("attendance 到岗率 +50.0 % ", tenant);
        Assert.Matches("use 工位利用率 +27.3 % ", tenant);
        Assert.Matches("open-3/desk/1 +54.6 % ", tenant);
        Assert.Matches("announced absences +2026-02-14 to 2026-02-23\n", (await RunAsync("usage tenant t-1 --from 2026-02-20 --to 2026-03-01 --data DATA")).Text);
    }

    [Fact]
    public async Task A_day_is_shown_as_JSON_with_shares_from_0_to_1()
    {
        await ImportAsync();
        WriteWeek("open-3");
        var (code, text) = await RunAsync("usage day 2026-03-02 --json --data DATA");
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(text);
        Assert.Equal("2026-03-02", json.RootElement.GetProperty("from").GetString());
        var frequency = json.RootElement.GetProperty("sections")[0].GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("name").GetString() == "frequency").GetProperty("figure");
        Assert.Equal(9 / 14.0, frequency.GetProperty("value").GetDouble(), 1e-9);
        Assert.Equal((1, "share"), (frequency.GetProperty("coverage").GetDouble(), frequency.GetProperty("unit").GetString()));
        // The meeting room has no records.
        var zones = json.RootElement.GetProperty("sections").EnumerateArray().Single(section => section.GetProperty("title").GetString()!.StartsWith("Zones", StringComparison.Ordinal));
        Assert.Equal(["meeting-1", "open-3"], zones.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("name").GetString()));
        var room = zones.GetProperty("rows")[0].GetProperty("figure");
        Assert.Equal((JsonValueKind.Null, 0), (room.GetProperty("value").ValueKind, room.GetProperty("coverage").GetDouble()));
        Assert.Equal("0 % is known, and 95 % is needed", room.GetProperty("why").GetString());
    }

    [Fact]
    public async Task Too_little_data_is_said_and_no_number_is_shown()
    {
        await ImportAsync();
        WriteWeek("open-3", unknownFrom: 60);
        var (code, text) = await RunAsync($"usage zone open-3 {Week}");
        Assert.Equal(0, code);
        Assert.Matches("use 工位利用率 +insufficient data +coverage 4\\d\\.\\d % +4\\d(\\.\\d)? % is known, and 95 % is needed\n", text);
        Assert.DoesNotMatch("use 工位利用率 +[0-9]", text);
        Assert.Matches("use 工位利用率 +[0-9]", (await RunAsync($"usage zone open-3 {Week} --least-coverage 30")).Text);
    }

    [Fact]
    public async Task Empty_dates_and_an_empty_room_are_said()
    {
        await ImportAsync();
        WriteWeek("open-3");
        var (_, none) = await RunAsync("usage zone open-3 --from 2025-03-02 --to 2025-03-08 --data DATA");
        Assert.Contains("note: there are no usage records of these dates\n", none, StringComparison.Ordinal);
        Assert.Contains("insufficient data", none, StringComparison.Ordinal);
        Assert.Contains("note: no hour of these dates has ended yet\n", (await RunAsync("usage day 2999-01-01 --data DATA")).Text, StringComparison.Ordinal);
        Assert.Contains("Doors (cards)\n  none\n", none, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("usage zone open-9", "there is no zone \"open-9\" in hub: give one of meeting-1, open-3")]
    [InlineData("usage desk desk/9", "there is no desk or room \"desk/9\" in hub: give one of meeting-1/room/1, open-3/desk/1, open-3/desk/2, open-3/desk/3, open-3/desk/4")]
    [InlineData("usage tenant t-9", "there is no tenant \"t-9\" in hub: give one of t-1")]
    [InlineData("usage zone open-3 --community valley", "there is no community \"valley\": give one of hub")]
    [InlineData("usage zone open-3 --from 2026-03-02 --to 2026-03-01", "--from 2026-03-02 is after --to 2026-03-01: give dates in their order")]
    [InlineData("usage zone open-3 --from 2016-03-02 --to 2026-03-01", "are 3652 days: give at most 1830")]
    [InlineData("usage day 2.3.2026", "DATE \"2.3.2026\" must be a date as year-month-day, such as 2026-03-01")]
    [InlineData("usage day 9999-12-31", "DATE \"9999-12-31\" must be a date from 2012 to 2999")]
    [InlineData("usage zone open-3 --to 0001-01-05", "--to \"0001-01-05\" must be a date from 2012 to 2999")]
    [InlineData("usage zone open-3 --least-coverage 101", "--least-coverage \"101\" must be a number of percent from 0 to 100")]
    [InlineData("usage", "the command is missing: give one of zone, desk, tenant, day")]
    [InlineData("usage zone open-3", "there are no usage records yet at 'DATA/usage.db'")]
    public async Task A_wrong_command_ends_with_a_sentence(string arguments, string expected)
    {
        await ImportAsync();
        var (code, text) = await RunAsync(arguments == "usage" ? arguments : $"{arguments} --data DATA");
        Assert.NotEqual(0, code);
        Assert.Contains(expected.Replace("DATA/", _data.FullPath + "/", StringComparison.Ordinal), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "2026-03-02", "2026-03-07")] // there are records since then
    [InlineData("2026-03-02", null, "2026-03-02", "2026-03-08")] // today in Shanghai, whose hours have not ended
    [InlineData("2026-01-05", null, "2026-01-05", "2026-03-01")]
    [InlineData(null, "2026-03-01", "2026-01-05", "2026-03-01")]
    public async Task Dates_that_are_not_given_are_the_last_eight_weeks_before_today(string? from, string? to, string first, string last)
    {
        await ImportAsync();
        WriteWeek("open-3");
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 7, 20, 30, 0, TimeSpan.Zero));
        var answer = UsageReading.Answer(new CloudOptions { DataDirectory = _data.FullPath }.Complete(), new UsageQuestion(UsageKind.Zone, "open-3", null, Parse(from), Parse(to), MetricRules.Default), clock);
        Assert.Equal((Parse(first), Parse(last)), (answer.Report!.From, answer.Report.To));

        static DateOnly? Parse(string? text) => text is null ? null : DateOnly.Parse(text, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Without_dates_a_ghost_desk_is_found_though_a_long_absence_is_among_them()
    {
        await ImportAsync();
        using (var store = new SqliteUsageStore(_data.File("usage.db")))
        {
            // Eight weeks with the tenant's absence over the Spring Festival, in which nobody is at any desk.
            var start = new DateTimeOffset(2026, 1, 11, 0, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeMilliseconds();
            var records = Enumerable.Range(0, 56 * 24).Select(hour => new UsageRecord
            {
                Zone = new ZoneKey("hub", "open-3"),
                StartMs = start + ((long)hour * Hour),
                Revision = 1,
                Closing = UsageClosing.Sealed,
                Places = [.. Enumerable.Range(1, 4).Select(desk => new PlaceUsage($"desk/{desk}", Hour, 0, Hour, 0, 0, 0, null))],
            });
            store.Write([.. records.Select(record => new EmittedRecord(record, UsageContent.Write(record), 1))], null);
        }

        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 7, 20, 30, 0, TimeSpan.Zero));
        var options = new CloudOptions { DataDirectory = _data.FullPath }.Complete();
        Assert.Equal("desk/2", Ghosts(null));
        Assert.Equal("none", Ghosts(new DateOnly(2026, 2, 8))); // of four weeks the absence leaves too few workdays

        string Ghosts(DateOnly? from) => UsageReading.Answer(options, new UsageQuestion(UsageKind.Zone, "open-3", null, from, new DateOnly(2026, 3, 7), MetricRules.Default), clock)
            .Report!.Sections[0].Rows.Single(row => row.Name == "ghost desks").Text!;
    }

    [Fact]
    public async Task Without_dates_it_begins_with_the_first_date_of_which_there_are_records()
    {
        await ImportAsync();
        WriteWeek("open-3");
        var options = new CloudOptions { DataDirectory = _data.FullPath }.Complete();
        var question = new UsageQuestion(UsageKind.Zone, "open-3", null, null, new DateOnly(2026, 3, 8), MetricRules.Default);

        var report = UsageReading.Answer(options, question, TimeProvider.System).Report!;

        Assert.Equal((new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 8)), (report.From, report.To));
        Assert.Contains(report.Notes, note => note.StartsWith("there are no records of the dates before 2026-03-02", StringComparison.Ordinal));
        Assert.NotNull(report.Sections[0].Rows.First(row => row.Name == "frequency").Figure!.Value.Value);

        var asked = UsageReading.Answer(options, question with { From = new DateOnly(2026, 2, 1) }, TimeProvider.System).Report!;
        Assert.Equal(new DateOnly(2026, 2, 1), asked.From);
    }

    [Fact]
    public async Task Only_a_time_zone_that_is_not_known_is_a_fault_of_the_registry_and_a_mistake_of_the_program_is_none()
    {
        await ImportAsync();
        WriteWeek("open-3");
        var options = new CloudOptions { DataDirectory = _data.FullPath }.Complete();
        var question = new UsageQuestion(UsageKind.Desk, "desk/1", null, new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 8), MetricRules.Default);
        Assert.ThrowsAny<ArgumentException>(() => UsageReading.Answer(options, question with { Rules = new MetricRules { UsedDay = TimeSpan.Zero } }, TimeProvider.System));

        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_data.File("registry.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE communities SET time_zone = 'Asia/Nowhere'";
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        var answer = UsageReading.Answer(options, question, TimeProvider.System);
        Assert.Equal(1, answer.Code);
        Assert.Contains("'Asia/Nowhere', which is not known here", answer.Faults.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_registry_it_says_what_to_do() =>
        Assert.Contains("there is no registry yet", (await RunAsync("usage zone open-3 --data DATA")).Text, StringComparison.Ordinal);

    [Fact]
    public async Task It_works_beside_a_running_cloud_and_changes_nothing()
    {
        await ImportAsync();
        WriteWeek("open-3");
        await using var cloud = await CloudServer.StartAsync(_data.FullPath, broker: null);
        Assert.Matches("frequency +64.3 % ", (await RunAsync($"usage zone open-3 {Week}")).Text);
        using var store = new SqliteUsageStore(_data.File("usage.db"), isReader: true);
        Assert.Equal(7 * 24, store.Read("hub", null, 0, long.MaxValue).Count);
    }

    [Fact]
    public async Task Both_stores_can_be_in_PostgreSQL()
    {
        await using var server = await PostgresServer.StartAsync();
        var settings = _data.File("cloud.jsonc");
        await File.WriteAllTextAsync(settings, JsonSerializer.Serialize(new { dataDirectory = _data.FullPath, registry = new { provider = "postgresql", connectionString = server.Address("postgres") } }));
        Assert.Equal(0, (await RunAsync($"registry import {SampleFolder} --settings {settings}")).Code);
        Assert.Contains("note: there are no usage records of these dates", (await RunAsync($"usage zone open-3 --from 2026-03-02 --to 2026-03-08 --settings {settings}")).Text, StringComparison.Ordinal);
        using (var store = new PostgresUsageStore(server.Address("postgres"))) Write(store, "open-3");
        var (code, text) = await RunAsync($"usage zone open-3 --from 2026-03-02 --to 2026-03-08 --settings {settings}");
        Assert.Equal(0, code);
        Assert.Matches("frequency +64.3 % ", text);

        await server.StopAsync();
        var (gone, why) = await RunAsync($"usage zone open-3 --from 2026-03-02 --to 2026-03-08 --settings {settings}");
        Assert.Equal(1, gone);
        Assert.DoesNotContain("   at ", why, StringComparison.Ordinal);
    }

    /// <summary>What SQLite says when a file beside the records cannot be opened.</summary>
    [Fact]
    public async Task A_file_that_SQLite_cannot_open_is_one_line()
    {
        await ImportAsync();
        WriteWeek("open-3");
        foreach (var rest in Directory.GetFiles(_data.FullPath, "usage.db-*")) File.Delete(rest);
        Directory.CreateDirectory(_data.File("usage.db-wal"));
        var (code, text) = await RunAsync($"usage zone open-3 {Week}");
        Assert.Equal(1, code);
        Assert.Matches("^opcspaces-cloud: .*unable to open database file.*\n$", text);
    }

    [Fact]
    public async Task Rebuild_drops_the_records_of_another_journal_and_needs_a_journal()
    {
        var (none, why) = await RunAsync("usage rebuild --data DATA");
        Assert.Equal((1, $"opcspaces-cloud: there is no journal at '{_data.File("journal.db")}' to make usage records from\n"), (none, why));
        await ImportAsync();
        using (var store = new SqliteUsageStore(_data.File("usage.db")))
        {
            store.BelongTo(new JournalIdentity(Guid.NewGuid(), 0, "/elsewhere/journal.db"));
            Write(store, "open-3");
        }

        var (code, text) = await RunAsync("usage rebuild --data DATA");
        Assert.Equal(0, code);
        Assert.Matches("^168 usage records were dropped. The next start of the cloud makes them from the [0-9]+ entries of '.*journal.db'\n$", text);
        using var journal = new Journal(new JournalOptions { Path = _data.File("journal.db") });
        using var after = new SqliteUsageStore(_data.File("usage.db"));
        after.BelongTo(journal.Identity);
        Assert.Equal(0, after.Count());
    }

    /// <summary>What came of readings that are gone cannot be made again: the state that the journal keeps says which.</summary>
    [Theory]
    [InlineData(UsageFold.Version, 100, 68)]
    [InlineData(UsageFold.Version + 1, 45, 123)] // another version: hours that began until a day after the position stay
    public async Task Rebuild_keeps_the_records_of_readings_that_have_expired(int version, int kept, int dropped)
    {
        var received = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(8)).AddHours(20.5);
        using (var journal = new Journal(new JournalOptions { Path = _data.File("journal.db") }))
        using (var store = new SqliteUsageStore(_data.File("usage.db")))
        {
            journal.Append([.. Enumerable.Range(0, 200).Select(_ => new JournalDraft(received, JournalKind.Clock, "", null, 0, 0, []))]);
            journal.BeginExpiry(new RebuildStart(99, received, version, new UsageFold().Save().ToBytes()));
            store.BelongTo(journal.Identity);
            Write(store, "open-3", entryOf: hour => hour);
        }

        var (code, text) = await RunAsync("usage rebuild --data DATA");
        Assert.Equal((0, $"{dropped} usage records were dropped. The next start of the cloud makes those that come of readings received after 2026-03-02 12:30:00 UTC. {kept} older ones stay, because the readings that they came of have expired\n"), (code, text));
        using var after = new SqliteUsageStore(_data.File("usage.db"));
        Assert.Equal(kept, after.Count());
    }

    [Fact]
    public async Task Where_figures_of_desks_are_off_the_machine_itself_shows_none_either()
    {
        await ImportAsync();
        WriteWeek("open-3");
        var folder = Directory.CreateDirectory(_data.File("off")).FullName;
        foreach (var file in Directory.EnumerateFiles(SampleFolder)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        var community = Path.Combine(folder, "community.jsonc");
        await File.WriteAllTextAsync(community, (await File.ReadAllTextAsync(community)).Replace("\"timeZone\"", "\"deskFigures\": false, \"timeZone\"", StringComparison.Ordinal));
        Assert.Equal(0, (await RunAsync($"registry import {folder} --data DATA")).Code);

        foreach (var command in (string[])["usage desk desk/1", "usage tenant t-1"])
        {
            var (code, text) = await RunAsync($"{command} {Week}");
            Assert.NotEqual(0, code);
            Assert.Contains("hub has switched figures of single desks off", text, StringComparison.Ordinal);
        }

        // The open area has four desks.
        Assert.Contains("the figures of open-3 are withheld", (await RunAsync($"usage zone open-3 {Week}")).Text, StringComparison.Ordinal);
        // The other zone has one room.
        var (zoneCode, zone) = await RunAsync($"usage zone meeting-1 {Week}");
        Assert.Equal(0, zoneCode);
        Assert.Single(zone.Split("it is withheld").Skip(1));
        var (dayCode, day) = await RunAsync("usage day 2026-03-02 --data DATA");
        Assert.Equal(0, dayCode);
        Assert.Equal(4, day.Split("it is withheld").Length - 1);
        Assert.DoesNotContain("desk/", day, StringComparison.Ordinal);
    }

    private async Task ImportAsync() => Assert.Equal(0, (await RunAsync($"registry import {SampleFolder} --data DATA")).Code);

    private void WriteWeek(string zone, int unknownFrom = int.MaxValue)
    {
        using var journal = new Journal(new JournalOptions { Path = _data.File("journal.db") });
        using var store = new SqliteUsageStore(_data.File("usage.db"));
        store.BelongTo(journal.Identity);
        Write(store, zone, unknownFrom);
    }

    // A week of desk/1 in use for 51 ± 3 minutes of each hour from 9 to 18 o'clock on workdays, and a meter with 100 W.
    private static void Write(IUsageStore store, string zone, int unknownFrom = int.MaxValue, Func<int, int>? entryOf = null)
    {
        var start = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeMilliseconds();
        var records = Enumerable.Range(0, Math.Min(7 * 24, unknownFrom)).Select(hour => new UsageRecord
        {
            Zone = new ZoneKey("hub", zone),
            StartMs = start + ((long)hour * Hour),
            Revision = 1,
            Closing = UsageClosing.Sealed,
            Places = [.. Enumerable.Range(1, 4).Select(desk => desk == 1 && hour / 24 < 5 && hour % 24 is >= 9 and < 18
                ? new PlaceUsage("desk/1", Hour, 3_060_000, Hour, 3_060_000, 2_880_000, 3_240_000, null)
                : new PlaceUsage($"desk/{desk}", Hour, 0, Hour, 0, 0, 0, null))],
            Meters = [new MeterUsage("meter/1", Hour, 100, 0)],
        });
        store.Write([.. records.Select((record, hour) => new EmittedRecord(record, UsageContent.Write(record), entryOf?.Invoke(hour) ?? 1))], null);
    }

    private async Task<(int Code, string Text)> RunAsync(string arguments)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var code = await CloudCommand.RunAsync([.. arguments.Split(' ').Select(word => word.Replace("DATA", _data.FullPath, StringComparison.Ordinal))], text, text);
        return (code, text.ToString());
    }
}
