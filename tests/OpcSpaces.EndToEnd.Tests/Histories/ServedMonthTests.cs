using System.Globalization;
using System.Net;
using System.Text.Json;
using OpcSpaces.EndToEnd.Tests.Faults.Site;
using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.EndToEnd.Tests.Histories.Served;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Histories;

/// <summary>
/// Four weeks of two communities with equal ids of gateways, zones, desks and tenants, from the simulated pins to the answers over HTTP, on SQLite and then on PostgreSQL: what each role is
/// told, beside a plain calculation from the readings of the journal.
/// </summary>
public sealed class ServedMonthTests : IDisposable
{
    private static readonly TimeSpan Shenzhen = TimeSpan.FromHours(8);
    private static readonly SimulatedHub[] Hubs = [new("hub-a", "甲社区", "nanshan", 1), new("hub-b", "乙社区", "futian", 2)];

    private readonly TemporaryDirectory _data = new("served");

    // Whole days by now, whose last hour is closed.
    private readonly DateOnly _to = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(Shenzhen).DateTime).AddDays(-2);

    private DateOnly From => _to.AddDays(3 - SimulatedHub.Days);

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Each_role_is_told_the_truth_of_its_community_and_nothing_of_another_one_on_both_databases()
    {
        foreach (var hub in Hubs) await hub.DescribeAsync(_data);
        await using var postgres = await PostgresServer.StartAsync();
        var (sqlite, registry) = (await SettingsAsync("sqlite", ""), await SettingsAsync("postgresql", $$""", "registry": { "provider": "postgresql", "connectionString": "{{postgres.Address("postgres")}}" }"""));

        var first = await ServeAsync("sqlite", sqlite);
        // The same journal, and nothing else of it.
        Directory.CreateDirectory(_data.File("postgresql"));
        foreach (var file in Directory.GetFiles(_data.File("sqlite"), "journal.db*")) File.Copy(file, Path.Combine(_data.File("postgresql"), Path.GetFileName(file)));
        using (var journal = new JournalCopy(Path.Combine(_data.File("sqlite"), "journal.db")))
        {
            var readings = JournaledReadings.Read(journal);
            var plain = Hubs.Select(hub => new PlainHub(readings, hub.Id, Ms(From), Ms(_to.AddDays(1)))).ToList();
            // Else a mix-up would not be seen.
            Assert.NotEqual(plain[0].SeatHours((_, _) => true), plain[1].SeatHours((_, _) => true));
            for (var number = 0; number < Hubs.Length; number++) AssertTrue(first[number], Hubs[number], plain[number]);
        }

        var second = await ServeAsync("postgresql", registry);
        for (var number = 0; number < Hubs.Length; number++)
        {
            Assert.Equal(first[number].Own.Keys, second[number].Own.Keys);
            Assert.All(first[number].Own, answer => Assert.Equal(answer.Value, second[number].Own[answer.Key]));
        }
    }

    /// <summary>Lives, serves, and ends.</summary>
    private async Task<IReadOnlyList<ServedAnswers>> ServeAsync(string directory, string settings)
    {
        foreach (var hub in Hubs) await hub.ImportAsync(_data, "--data", _data.File(directory), "--settings", settings);
        await using var cloud = await CloudServer.StartAsync(_data.File(directory), broker: null, "--settings", settings);
        var answers = new List<ServedAnswers>();
        var all = new List<SignedInRoles>();
        try
        {
            foreach (var hub in Hubs) all.Add(await SignedInRoles.OfAsync(cloud, hub, Lease(hub)["tenant"], Floor(hub)));
            await Task.WhenAll(Hubs.Select((hub, number) => hub.LiveAsync(_data, cloud.BrokerPort, () => ShowsAsync(all[number], hub, state => state != LivePage.Unknown))));
            await Eventually.ThatAsync(async () => (await CloudReport.ReadAsync(cloud.Client)).MostLag == 0, Eventually.Patience, "the projections to have everything");
            for (var number = 0; number < Hubs.Length; number++)
            {
                var (hub, roles) = (Hubs[number], all[number]);
                // Who is not there any more knows nothing: unknown, and not free.
                await ShowsAsync(roles, hub, state => state == LivePage.Unknown);
                await AssertAlarmsAsync(roles, hub, Hubs[1 - number]);
                answers.Add(await ServedAnswers.AskAsync(roles, hub, Hubs[1 - number], Questions(hub)));
            }
        }
        finally
        {
            foreach (var roles in all) await roles.DisposeAsync();
        }

        Assert.Equal(0, await cloud.StopAsync());
        return answers;
    }

    // The desks of the own floor, all of them and no other, for everybody who may see them live.
    private async Task ShowsAsync(SignedInRoles roles, SimulatedHub hub, Func<string, bool> state)
    {
        var desks = hub.Rows(_data, "desks").Select(desk => $"{hub.Id}/{desk["zone"]}/{desk["id"]}").ToHashSet();
        foreach (var role in (string[])["manager", "operator", "tenant", "key", "display"])
            await LivePage.UntilAsync(roles[role], shown => desks.SetEquals(shown.Keys) && shown.Values.All(desk => state(desk.State)), Eventually.Patience, $"every desk of {hub.Id} as {role}");
        foreach (var role in (string[])["auditor", "city", "nobody"])
        {
            using var refused = await roles[role].GetAsync("api/v1/live");
            Assert.Equal(role == "nobody" ? HttpStatusCode.Unauthorized : HttpStatusCode.NotFound, refused.StatusCode);
        }
    }

    private static async Task AssertAlarmsAsync(SignedInRoles roles, SimulatedHub hub, SimulatedHub other)
    {
        foreach (var role in (string[])["manager", "operator", "key"])
        {
            IReadOnlyList<string> silent = [];
            await Eventually.ThatAsync(
                async () => (silent = [.. JsonDocument.Parse(await roles[role].GetStringAsync($"api/v1/communities/{hub.Id}/alarms?state=open&kind=gatewaySilent")).RootElement.GetProperty("items").EnumerateArray()
                    .Select(alarm => alarm.GetProperty("subject").GetProperty("id").GetString()!)]).Count == SimulatedHub.Gateways, Eventually.Patience, $"an alarm of each gateway for {role}", () => string.Join(' ', silent));
            Assert.Equal(SimulatedHub.Gateways, silent.Distinct().Count());
        }

        foreach (var role in roles.Names)
        {
            using var own = await roles[role].GetAsync($"api/v1/communities/{hub.Id}/alarms");
            Assert.Equal(role switch { "manager" or "operator" or "key" => HttpStatusCode.OK, "nobody" => HttpStatusCode.Unauthorized, "display" => HttpStatusCode.NotFound, _ => HttpStatusCode.Forbidden }, own.StatusCode);
            using var foreign = await roles[role].GetAsync($"api/v1/communities/{other.Id}/alarms");
            Assert.Equal(role switch { "city" => HttpStatusCode.Forbidden, "nobody" => HttpStatusCode.Unauthorized, _ => HttpStatusCode.NotFound }, foreign.StatusCode);
        }
    }

    private Dictionary<string, string> Questions(SimulatedHub hub)
    {
        var (dates, zone, lease, meter) = ($"from={Text(From)}&to={Text(_to)}", BigZone(hub), Lease(hub), Meter(hub));
        var (leased, other) = (lease["places"].Split(';')[0], hub.Rows(_data, "desks").First(desk => desk["zone"] != lease["zone"]));
        return new Dictionary<string, string>
        {
            [$"usage?{dates}&leastCoverage=0"] = "manager key auditor city",
            [$"usage?from={Text(_to)}&to={Text(_to)}&leastCoverage=0"] = "manager key auditor city",
            [$"usage/zones/{zone}?{dates}&leastCoverage=0"] = "manager key auditor city",
            [$"usage/heatmap?{dates}&zone={zone}"] = "manager key auditor city",
            [$"usage/zones?{dates}&leastCoverage=0"] = "manager key auditor city",
            [$"usage/ranking?{dates}&leastCoverage=0"] = "manager key",
            [$"usage/idle?{dates}"] = "manager key",
            [$"usage/places/{lease["zone"]}/{leased}?{dates}&leastCoverage=0"] = "manager key tenant",
            [$"usage/places/{other["zone"]}/{other["id"]}?{dates}&leastCoverage=0"] = "manager key",
            [$"usage/tenants/{lease["tenant"]}?{dates}&leastCoverage=0"] = "manager key tenant",
            [$"usage/hours?{dates}&format=csv"] = "manager key",
            [$"series/{meter.Zone}/{meter.Point}/energy?{dates}"] = "manager key operator auditor city",
            [$"series/{lease["zone"]}/{leased}/occupied?{dates}"] = "manager key tenant",
            ["zones?limit=1000"] = "manager key operator auditor city tenant",
            ["desks?limit=1000"] = "manager key operator auditor city tenant",
            ["invoices?limit=1000"] = "manager key auditor",
        };
    }

    private void AssertTrue(ServedAnswers answers, SimulatedHub hub, PlainHub plain)
    {
        var (questions, zone, lease) = (Questions(hub).Keys.ToList(), BigZone(hub), Lease(hub));
        var leased = lease["places"].Split(';');
        foreach (var (question, allowed) in Questions(hub))
        {
            foreach (var role in allowed.Split(' '))
            {
                var (_, text) = answers.Own[(role, question)];
                switch (questions.IndexOf(question))
                {
                    case 0:
                        Near(plain.SeatHours((_, point) => IsDesk(point)), Value(text, "desks", "use", "seatHours"));
                        Near(plain.KilowattHours(_ => true), Value(text, "energy", "total"));
                        break;
                    case 1:
                        Near(plain.Hours.Where(hour => IsDesk(hour.Key.Point) && hour.Key.Hour >= Ms(_to)).Sum(hour => hour.Value.ExpectedSeconds) / 3_600.0, Value(text, "desks", "use", "seatHours"));
                        break;
                    case 2:
                        Near(plain.SeatHours((id, point) => id == zone && IsDesk(point)), Value(text, "desks", "use", "seatHours"));
                        Near(plain.KilowattHours(id => id == zone), Value(text, "energy", "total"));
                        break;
                    case 7:
                        Near(plain.SeatHours((id, point) => id == lease["zone"] && point == leased[0]), Value(text, "seatHours"));
                        AssertDates(text, plain, lease["zone"], leased[0]);
                        break;
                    case 9:
                        Near(plain.SeatHours((id, point) => id == lease["zone"] && leased.Contains(point)), Value(text, "seatHours"));
                        break;
                    case 10:
                        AssertHours(text, plain);
                        break;
                    case 11:
                        var (meterZone, meter) = Meter(hub);
                        Near(plain.Of((id, point) => id == meterZone && point == meter).Sum(hour => hour.EnergyWh), Parts(text, "growth"));
                        break;
                    case 12:
                        Near(plain.Of((id, point) => id == lease["zone"] && point == leased[0]).Sum(hour => hour.OccupiedMs) / 1_000.0, Parts(text, "occupiedSeconds"));
                        break;
                    default:
                        // Compared by what is above, or rows of the registry.
                        Assert.NotEmpty(text);
                        break;
                }
            }
        }
    }

    private void AssertDates(string text, PlainHub plain, string zone, string point)
    {
        var dates = JsonDocument.Parse(text).RootElement.GetProperty("dates").EnumerateArray().ToList();
        Assert.Equal(_to.DayNumber - From.DayNumber + 1, dates.Count);
        foreach (var date in dates)
        {
            var (begins, ends) = (Ms(date.GetProperty("date").Deserialize<DateOnly>()), Ms(date.GetProperty("date").Deserialize<DateOnly>().AddDays(1)));
            var expected = plain.Hours.Where(hour => hour.Key.Zone == zone && hour.Key.Point == point && hour.Key.Hour >= begins && hour.Key.Hour < ends).Sum(hour => hour.Value.ExpectedSeconds) / 3_600.0;
            if (date.GetProperty("seatHours").GetProperty("value") is { ValueKind: JsonValueKind.Number } value) Near(expected, value.GetDouble());
        }
    }

    // Every hour of every point, in both directions.
    private static void AssertHours(string csv, PlainHub plain)
    {
        var lines = csv.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        var column = lines[0].Index().ToDictionary(cell => cell.Item, cell => cell.Index);
        var differences = new List<string>();
        var seen = new HashSet<(string, string, long)>();
        foreach (var line in lines.Skip(1))
        {
            var key = (Cell("zone"), Cell("point"), DateTimeOffset.Parse(Cell("start"), CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());
            if (!plain.Hours.TryGetValue(key, out var expected)) continue; // of the air
            seen.Add(key);
            var isRight = key.Item2.Split('/')[0] switch
            {
                "meter" => Number("energy_wh") == expected.EnergyWh,
                "door" => Number("entries") == expected.Entries,
                _ => Number("observed_s") == expected.ObservedMs / 1_000.0 && Number("occupied_s") == expected.OccupiedMs / 1_000.0 && Number("expected_s") == expected.ExpectedSeconds,
            };
            if (!isRight) differences.Add($"{string.Join(',', line)}, by the readings {expected}");

            string Cell(string name) => line[column[name]];
            double Number(string name) => Cell(name).Length == 0 ? 0 : double.Parse(Cell(name), CultureInfo.InvariantCulture);
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(20)));
        Assert.Empty(plain.Hours.Keys.Where(hour => !seen.Contains(hour)).Take(20));
    }

    private static double Value(string text, params string[] path) => path.Aggregate(JsonDocument.Parse(text).RootElement, (element, name) => element.GetProperty(name)).GetProperty("value").GetDouble();

    private static double Parts(string text, string figure) => JsonDocument.Parse(text).RootElement.GetProperty("parts").EnumerateArray().Sum(part => part.TryGetProperty(figure, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : 0);

    private static void Near(double expected, double actual) => Assert.InRange(actual, expected - 1e-6 - (Math.Abs(expected) * 1e-9), expected + 1e-6 + (Math.Abs(expected) * 1e-9));

    private static bool IsDesk(string point) => point.StartsWith("desk/", StringComparison.Ordinal);

    // The open area with the most desks: figures of it are of more than five people.
    private string BigZone(SimulatedHub hub) => hub.Rows(_data, "desks").CountBy(desk => desk["zone"]).MaxBy(zone => zone.Value).Key;

    private string Floor(SimulatedHub hub) => hub.Rows(_data, "floors").Single()["id"];

    private (string Zone, string Point) Meter(SimulatedHub hub)
    {
        var zone = BigZone(hub);
        return (zone, hub.Rows(_data, "points").First(point => point["zone"] == zone && point["id"].StartsWith("meter/", StringComparison.Ordinal))["id"]);
    }

    // Of desks, on all of the days, by somebody who leases nothing else.
    private IReadOnlyDictionary<string, string> Lease(SimulatedHub hub)
    {
        var leases = hub.Rows(_data, "leases");
        return leases.First(lease => lease["kind"] == "desks" && string.CompareOrdinal(lease["from"], Text(From)) <= 0 && (lease["to"].Length == 0 || string.CompareOrdinal(lease["to"], Text(_to)) >= 0)
            && leases.Count(other => other["tenant"] == lease["tenant"]) == 1);
    }

    private async Task<string> SettingsAsync(string name, string more)
    {
        await File.WriteAllTextAsync(_data.File($"{name}.jsonc"), $$"""{ "alarms": { "judgeSeconds": 5, "gatewaySilentMinutes": 1 }{{more}} }""");
        return _data.File($"{name}.jsonc");
    }

    private static long Ms(DateOnly date) => new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), Shenzhen).ToUnixTimeMilliseconds();

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
