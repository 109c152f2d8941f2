using System.Net;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.ServersTests;

public sealed class SeriesServersTests
{
    private static readonly TimeSpan Soon = Eventually.Patience;

    [Fact]
    public async Task InfluxDB_keeps_what_was_written_over_a_kill()
    {
        await using var influx = await InfluxServer.StartAsync("spaces");
        await influx.WriteAsync("spaces", "occupancy,zone=z1,point=desk/1 occupied=true 1767225600000000001");

        influx.Kill();
        await influx.RestartAsync();

        var answer = await influx.QueryAsync("SELECT occupied FROM occupancy", "spaces");
        Assert.Contains("[1767225600000000001,true]", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InfluxDB_names_what_it_rejects()
    {
        await using var influx = await InfluxServer.StartAsync("spaces");
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => influx.WriteAsync("spaces", "nonsense"));
        Assert.Contains(((int)HttpStatusCode.BadRequest).ToString(System.Globalization.CultureInfo.InvariantCulture), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VictoriaMetrics_takes_line_protocol_and_gives_it_back()
    {
        await using var victoria = await VictoriaMetricsServer.StartAsync();
        using var http = new HttpClient();
        using var lines = new StringContent("energy,zone=z1,point=meter/1 energy=42 1767225600000000000");
        (await http.PostAsync(new Uri(victoria.Url, "/write"), lines)).EnsureSuccessStatusCode();

        var export = "";
        await Eventually.ThatAsync(
            async () => (export = await victoria.ExportAsync("energy_energy")).Contains("1767225600000", StringComparison.Ordinal),
            Soon, "the sample to be visible", () => export);
        Assert.Contains("[42]", export, StringComparison.Ordinal);
    }
}
