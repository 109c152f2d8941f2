using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using OpcSpaces.Alarms.Storing;
using OpcSpaces.Api.Mcp;
using OpcSpaces.Model.Alarms;
using OpcSpaces.Model.Alarms.Books;
using OpcSpaces.Model.Alarms.Conditions;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Presence;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Api.Tests.Mcp;

/// <summary>The tools, asked by the client of the protocol's own package.</summary>
public sealed class AgentToolsTests : IClassFixture<ApiHostFixture>
{
    private static readonly DateTimeOffset FreeSince = new(2026, 3, 2, 8, 17, 0, TimeSpan.Zero);
    private readonly ApiHost _host;

    public AgentToolsTests(ApiHostFixture fixture)
    {
        _host = fixture.Host;
        var desks = (TestDesks)_host.Services.GetRequiredService<IDesksNow>();
        desks.Desks.Clear();
        desks.Add("hub", "open-3", "desk/1", DeskState.Free, FreeSince);
        desks.Add("hub", "open-3", "desk/2", DeskState.Occupied);
        desks.Add("hub", "open-3", "desk/3", DeskState.Unknown);
        desks.Add("hub", "open-3", "desk/4", DeskState.Free); // Out of service from 2 to 6 March.
        desks.Add("other", "open-3", "desk/1", DeskState.Free);
    }

    [Fact]
    public async Task The_tools_say_that_they_only_read()
    {
        await using var client = await ClientAsync(ApiHost.Manager);
        var tools = await client.ListToolsAsync();
        Assert.Equal(["alarms", "find_free_desk", "ghost_desks", "list_communities", "zone_utilisation"], tools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.All(tools, tool => Assert.True(tool.ProtocolTool.Annotations is { ReadOnlyHint: true, OpenWorldHint: false }));
        Assert.All(tools, tool => Assert.NotNull(tool.ProtocolTool.OutputSchema));
    }

    [Fact]
    public async Task A_free_desk_is_found_by_its_equipment_and_what_is_unknown_is_not_free()
    {
        await using var client = await ClientAsync("tenant:hub/t-1");
        var found = await CallAsync(client, "find_free_desk", ("community", "hub"), ("equipment", new[] { "monitor" }));
        Assert.Equal((1, 1, 1), (found.GetProperty("free").GetInt32(), found.GetProperty("occupied").GetInt32(), found.GetProperty("unknown").GetInt32()));
        var desk = Assert.Single(found.GetProperty("desks").EnumerateArray());
        Assert.Equal(("open-3", "desk/1", true), (desk.GetProperty("zone").GetString(), desk.GetProperty("desk").GetString(), desk.GetProperty("accessible").GetBoolean()));
        Assert.Equal(0, (await CallAsync(client, "find_free_desk", ("community", "hub"), ("equipment", new[] { "monitor", "aquarium" }))).GetProperty("free").GetInt32());
        Assert.Equal("hub", Assert.Single((await CallAsync(client, "list_communities")).GetProperty("communities").EnumerateArray()).GetProperty("id").GetString());
    }

    /// <summary>Since when a desk is free is when somebody went.</summary>
    [Fact]
    public async Task Since_when_a_desk_is_free_is_for_those_who_see_its_use()
    {
        // Nobody has leased the third desk.
        ((TestDesks)_host.Services.GetRequiredService<IDesksNow>()).Add("hub", "open-3", "desk/3", DeskState.Free, FreeSince);
        foreach (var (grants, sees) in ((string, bool)[])[("tenant:hub/t-1", false), (ApiHost.Manager, true)])
        {
            await using var client = await ClientAsync(grants);
            var desk = (await CallAsync(client, "find_free_desk", ("community", "hub"))).GetProperty("desks").EnumerateArray().First();
            var since = desk.TryGetProperty("since", out var value) && value.ValueKind != JsonValueKind.Null ? value.GetDateTimeOffset() : (DateTimeOffset?)null;
            Assert.Equal(sees ? FreeSince : null, since);
        }
    }

    /// <summary>The sample leases desks 1 and 2 to t-1.</summary>
    [Fact]
    public async Task A_desk_that_is_leased_to_a_firm_is_free_for_its_own_people_alone()
    {
        foreach (var (grants, free, occupied, leased) in ((string, int, int, int)[])[("tenant:hub/t-1", 1, 1, 0), ("tenant:hub/t-2", 0, 0, 2), ("tenant:other/t-1;tenant:hub/t-2", 0, 0, 2), (ApiHost.Manager, 0, 0, 2), ("gatewayOperator:hub;tenant:hub/t-1", 1, 1, 0)])
        {
            await using var client = await ClientAsync(grants);
            var found = await CallAsync(client, "find_free_desk", ("community", "hub"));
            Assert.Equal((free, occupied, 1, leased), (found.GetProperty("free").GetInt32(), found.GetProperty("occupied").GetInt32(), found.GetProperty("unknown").GetInt32(), found.GetProperty("leased").GetInt32()));
            Assert.Equal(free, found.GetProperty("desks").GetArrayLength());
        }
    }

    [Theory]
    [InlineData("administrator")]
    [InlineData(ApiHost.Manager)]
    [InlineData("tenant:hub/t-1")]
    public async Task Where_figures_of_desks_are_off_no_tool_gives_any(string grants)
    {
        await using var host = await ApiHost.StartAsync();
        var store = host.Services.GetRequiredService<RegistryStore>();
        Assert.IsType<Committed>(store.Commit(new RegistryEdit("eva", "off") { Put = [host.Services.GetRequiredService<RegistryBook>().Read("hub").Community! with { DeskFigures = false }] }));
        await using var client = await ClientAsync(grants, host);
        foreach (var tool in grants.StartsWith("tenant", StringComparison.Ordinal) ? (string[])["find_free_desk"] : ["find_free_desk", "ghost_desks"])
            Assert.Contains("has switched figures of single desks off", await TextAsync(client, tool, "hub"), StringComparison.Ordinal);
        // Zones remain.
        if (!grants.StartsWith("tenant", StringComparison.Ordinal)) Assert.Equal("meeting-1", (await CallAsync(client, "zone_utilisation", ("community", "hub"), ("zone", "meeting-1"))).GetProperty("zone").GetString());
    }

    [Fact]
    public async Task More_words_than_a_desk_can_have_are_refused()
    {
        await using var client = await ClientAsync("tenant:hub/t-1");
        var words = Enumerable.Range(0, 21).Select(i => $"word-{i}").ToArray();
        var result = await client.CallToolAsync("find_free_desk", new Dictionary<string, object?> { ["community"] = "hub", ["equipment"] = words });
        Assert.True(result.IsError);
        Assert.Contains("equipment: give at most 20 words", Text(result), StringComparison.Ordinal);
        Assert.Equal(1, (await CallAsync(client, "find_free_desk", ("community", "hub"), ("equipment", Enumerable.Repeat("monitor", 100).ToArray()))).GetProperty("free").GetInt32());
    }

    [Fact]
    public async Task Utilisation_and_ghosts_are_the_figures_of_the_routes()
    {
        await using var client = await ClientAsync(ApiHost.Manager);
        var zone = await CallAsync(client, "zone_utilisation", ("community", "hub"), ("zone", "open-3"), ("from", "2026-02-02"), ("to", "2026-02-08"));
        var route = (await _host.GetAsync("/api/v1/communities/hub/usage/zones/open-3?from=2026-02-02&to=2026-02-08")).Json;
        Assert.Equal(JsonSerializer.Serialize(route.GetProperty("desks")), JsonSerializer.Serialize(zone.GetProperty("desks")));
        var ghosts = await CallAsync(client, "ghost_desks", ("community", "hub"), ("from", "2026-02-02"), ("to", "2026-02-08"));
        Assert.Equal(2, ghosts.GetProperty("perhapsGhosts").GetArrayLength());
    }

    [Fact]
    public async Task Alarms_are_those_of_the_community_and_of_the_state()
    {
        var key = new AlarmKey(AlarmKind.GatewaySilent, AlarmSubject.Of(new GatewayKey("hub", "gw-07")));
        var found = new Dictionary<AlarmKey, Finding> { [key] = new Finding(key, Standing.Holds, "it is offline") { Severity = AlarmSeverity.Major } };
        _host.Services.GetRequiredService<AlarmStore>().Commit(new AlarmBook([]).Judge(_host.Time.GetUtcNow(), new AlarmFindings(found, new Dictionary<AlarmKind, string>())));
        await using var client = await ClientAsync("gatewayOperator:hub");
        var alarm = Assert.Single((await CallAsync(client, "alarms", ("community", "hub"), ("state", "open"))).GetProperty("alarms").EnumerateArray());
        Assert.Equal(("gatewaySilent", "gw-07"), (alarm.GetProperty("kind").GetString(), alarm.GetProperty("subject").GetProperty("id").GetString()));
        Assert.Empty((await CallAsync(client, "alarms", ("community", "hub"), ("state", "cleared"))).GetProperty("alarms").EnumerateArray());
    }

    [Theory]
    [InlineData("tenant:hub/t-1", "alarms", "hub")]
    [InlineData("facilityManager:hub", "alarms", "other")]
    [InlineData("tenant:hub/t-1", "zone_utilisation", "hub")]
    [InlineData("tenant:hub/t-1", "ghost_desks", "hub")]
    [InlineData("city", "ghost_desks", "hub")]
    [InlineData("city", "find_free_desk", "hub")]
    [InlineData("auditor:nanshan", "find_free_desk", "hub")]
    [InlineData("facilityManager:hub", "find_free_desk", "other")]
    [InlineData("facilityManager:hub", "zone_utilisation", "other")]
    [InlineData("none", "zone_utilisation", "hub")]
    public async Task A_tool_refuses_as_the_routes_do(string grants, string tool, string community)
    {
        await using var client = await ClientAsync(grants);
        var (refused, missing) = (await TextAsync(client, tool, community), await TextAsync(client, tool, "nowhere"));
        // Who may not see it learns no more of it than of one that does not exist.
        if (grants is "none" || community is "other") Assert.Equal(missing, refused);
        else Assert.Contains("roles", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zone_utilisation", "zone", "..%2f..%2fetc", "does not exist")]
    [InlineData("zone_utilisation", "from", "2999-01-01", "from:")]
    [InlineData("find_free_desk", "limit", "0", "limit:")]
    [InlineData("find_free_desk", "limit", "2147483647", "limit:")]
    [InlineData("find_free_desk", "zone", "<script>", "does not exist")]
    public async Task What_is_wrong_with_a_question_is_told(string tool, string name, string value, string told)
    {
        await using var client = await ClientAsync(ApiHost.Manager);
        var result = await client.CallToolAsync(tool, new Dictionary<string, object?> { ["community"] = "hub", [name] = name == "limit" ? int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) : value });
        Assert.True(result.IsError);
        Assert.Contains(told, Text(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_not_signed_in_has_no_tools()
    {
        using var content = new StringContent("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await _host.Client.PostAsync("/mcp", content);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private Task<McpClient> ClientAsync(string grants, ApiHost? host = null) => McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions
    {
        Endpoint = new Uri((host ?? _host).Client.BaseAddress!, "/mcp"),
        TransportMode = HttpTransportMode.StreamableHttp,
        AdditionalHeaders = new Dictionary<string, string> { [TestCallers.Header] = grants },
    }));

    private static async Task<JsonElement> CallAsync(McpClient client, string tool, params (string Name, object Value)[] arguments)
    {
        var result = await client.CallToolAsync(tool, arguments.ToDictionary(argument => argument.Name, argument => (object?)argument.Value));
        Assert.True(result.IsError is not true, Text(result));
        return JsonDocument.Parse(JsonSerializer.Serialize(result.StructuredContent)).RootElement;
    }

    private static async Task<string> TextAsync(McpClient client, string tool, string community)
    {
        var result = await client.CallToolAsync(tool, new Dictionary<string, object?> { ["community"] = community });
        Assert.True(result.IsError);
        return Text(result);
    }

    private static string Text(CallToolResult result) => string.Join("\n", result.Content.OfType<TextContentBlock>().Select(block => block.Text));
}
