using System.Net;
using System.Text.Json;
using OpcSpaces.Model.Registry;

namespace OpcSpaces.Api.Tests.Registry;

public class RegistryEndpointsTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>
{
    private readonly ApiHost _host = fixture.Host;

    public static TheoryData<string> Tables => [.. RegistryTables.OfCommunity.Select(table => table.Name)];

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Every_table_lists_its_rows_and_gives_each_of_them(string table)
    {
        var list = await _host.GetAsync($"/api/v1/communities/hub/{table}");
        Assert.Equal(HttpStatusCode.OK, list.Status);
        var items = list.Json.GetProperty("items").EnumerateArray().ToList();
        Assert.NotEmpty(items);
        var keys = RegistryTables.Find(table)!.Keys.Skip(1).Select(key => key.Name).ToList();
        foreach (var item in items)
        {
            Assert.Equal("hub", item.GetProperty("community").GetString());
            var one = await _host.GetAsync($"/api/v1/communities/hub/{table}/{string.Join('/', keys.Select(key => item.GetProperty(key).ToString()))}");
            Assert.True(JsonElement.DeepEquals(item, one.Json), one.Text);
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task What_is_read_can_be_written_back_and_changes_nothing(string table)
    {
        var item = (await _host.GetAsync($"/api/v1/communities/hub/{table}?limit=1")).Json.GetProperty("items")[0];
        var key = string.Join('/', RegistryTables.Find(table)!.Keys.Skip(1).Select(column => item.GetProperty(column.Name).ToString()));
        var put = await _host.SendAsync(HttpMethod.Put, $"/api/v1/communities/hub/{table}/{key}", body: item, ifMatch: "\"2\"");
        Assert.Equal(HttpStatusCode.OK, put.Status);
        Assert.Equal(2, put.Json.GetProperty("version").GetInt64());
        Assert.Equal(0, put.Json.GetProperty("changed").GetInt32());
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition()
    {
        var (seen, path) = (new List<string>(), "/api/v1/communities/hub/desks?limit=3");
        for (var next = (string?)""; next is not null;)
        {
            var page = (await _host.GetAsync(next.Length == 0 ? path : $"{path}&cursor={next}")).Json;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(["desk/1", "desk/2", "desk/3", "desk/4"], seen);
    }

    [Fact]
    public async Task Rows_are_filtered_by_their_fields()
    {
        Assert.Equal(["desk/1"], await Ids("accessible=true"));
        Assert.Equal(["desk/1", "desk/2", "desk/3", "desk/4"], await Ids("equipment=monitor&zone=open-3"));
        Assert.Empty(await Ids("equipment=standing"));

        async Task<IEnumerable<string?>> Ids(string filter) =>
            (await _host.GetAsync($"/api/v1/communities/hub/desks?{filter}")).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_misspelt_filter_is_a_fault_and_not_everything()
    {
        var answer = await _host.GetAsync("/api/v1/communities/hub/desks?zon=open-3&chair=1&zone=a&zone=b&limit=many&limit=2&bom=maybe");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["zon", "chair", "zone", "limit", "bom"], answer.FaultyFields);
        Assert.Equal("application/problem+json", answer.ContentType);
        var fixes = answer.Json.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("fix").GetString()).ToList();
        Assert.StartsWith("there is no such parameter: did you mean zone? use cursor, limit, format, delimiter, bom, zone, ", fixes[0], StringComparison.Ordinal);
        Assert.StartsWith("there is no such parameter: use cursor, ", fixes[1], StringComparison.Ordinal);
        Assert.Equal(["give it once", "give it once", "write true or false"], fixes[2..]);
    }

    [Fact]
    public async Task Filters_and_pages_that_cannot_be_read_are_named_together()
    {
        var answer = await _host.GetAsync("/api/v1/communities/hub/desks?accessible=maybe&limit=0&cursor=%00");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["accessible", "limit", "cursor"], answer.FaultyFields);
    }

    [Fact]
    public async Task A_parameter_that_cannot_be_read_is_named()
    {
        var answer = await _host.GetAsync("/api/v1/communities/hub/desks?limit=many");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["limit"], answer.FaultyFields);
    }

    [Fact]
    public async Task Who_has_the_present_version_gets_nothing_again()
    {
        var first = await _host.GetAsync("/api/v1/communities/hub/zones");
        Assert.StartsWith("\"2-", first.ETag, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, (await _host.GetAsync("/api/v1/communities/hub/zones", ifNoneMatch: first.ETag)).Status);
    }

    [Fact]
    public async Task What_somebody_else_has_read_on_the_same_browser_is_never_not_modified()
    {
        var manager = await _host.GetAsync("/api/v1/communities/hub/leases");
        var tenant = await _host.GetAsync("/api/v1/communities/hub/leases", "tenant:hub/t-2", ifNoneMatch: manager.ETag);
        Assert.Equal(HttpStatusCode.OK, tenant.Status);
        Assert.Empty(tenant.Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Every_fault_of_a_row_is_named_at_once()
    {
        var body = new { x = "2", y = 4.25, rotationDegrees = (int?)null, equipment = new[] { "a;b" }, accessible = "yes", colour = "red", zone = "open-4" };
        var answer = await _host.SendAsync(HttpMethod.Put, "/api/v1/communities/hub/desks/open-3/desk/9", body: body, ifNoneMatch: "*");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["accessible", "colour", "equipment", "rotationDegrees", "x", "zone"], answer.FaultyFields.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_table_comes_as_CSV_that_a_spreadsheet_reads()
    {
        var csv = await _host.GetAsync("/api/v1/communities/hub/desks?format=csv&delimiter=semicolon&accessible=true");
        Assert.StartsWith("community;zone;id;x;y", csv.Text, StringComparison.Ordinal);
        Assert.Equal([0xEF, 0xBB, 0xBF], csv.Bytes[..3]);
        Assert.Contains("hub;open-3;desk/1;2;4.25;180;monitor;yes;3-001\r\n", csv.Text, StringComparison.Ordinal);
        Assert.StartsWith("text/csv", csv.ContentType, StringComparison.Ordinal);
        Assert.Equal("community,"u8.ToArray(), (await _host.GetAsync("/api/v1/communities/hub/desks?format=csv&bom=false")).Bytes[..10]);
    }

    [Fact]
    public async Task A_tenant_sees_its_own_rows_and_no_others()
    {
        const string tenant = "tenant:hub/t-2";
        Assert.Empty((await _host.GetAsync("/api/v1/communities/hub/leases", tenant)).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(HttpStatusCode.NotFound, (await _host.GetAsync("/api/v1/communities/hub/leases/l-1", tenant)).Status);
        Assert.Single((await _host.GetAsync("/api/v1/communities/hub/leases", "tenant:hub/t-1")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(HttpStatusCode.NotFound, (await _host.GetAsync("/api/v1/communities/other/leases", "tenant:hub/t-1")).Status);
    }
}
