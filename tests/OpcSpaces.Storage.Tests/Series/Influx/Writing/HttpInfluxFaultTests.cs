using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Series.Influx.Writing;

/// <summary>Our own transport, and how it addresses servers.</summary>
public sealed class HttpInfluxFaultTests : InfluxFaultContract
{
    [Fact]
    public async Task The_second_api_gets_organization_bucket_and_token_and_can_be_compressed()
    {
        await File.WriteAllTextAsync(Directory.File("token"), "s3cret\n");
        await using var store = Open(options =>
        {
            (options.Api, options.Organization, options.Database) = (InfluxApi.V2, "my org", "b&b");
            (options.TokenFile, options.Gzip) = (Directory.File("token"), InfluxGzip.On);
        });
        await store.WriteAsync(Points(10), 1, default).WaitAsync(Deadline);
        Assert.Equal(
            [("POST /api/v2/write?org=my%20org&bucket=b%26b&precision=ns", "Token s3cret", "gzip")],
            Influx.Requests.Where(request => request.Request.Contains("write", StringComparison.Ordinal)));
        Assert.Equal("GET /api/v2/buckets?name=b%26b", Influx.Requests.First().Request);
        Assert.Equal(10, Influx.Lines.Count);
    }

    [Fact]
    public async Task The_first_api_creates_the_database_and_signs_in_with_a_user_and_is_not_compressed_on_this_machine()
    {
        await File.WriteAllTextAsync(Directory.File("token"), "user:pass:word");
        await using var store = Open(options => options.TokenFile = Directory.File("token"));
        await store.WriteAsync(Points(10), 1, default).WaitAsync(Deadline);
        var basic = "Basic " + Convert.ToBase64String("user:pass:word"u8);
        Assert.Equal([("POST /query", basic, ""), ("POST /write?db=opcspaces&precision=ns", basic, "")], Influx.Requests);
    }

    [Fact]
    public async Task A_query_to_a_server_that_fails_throws_with_its_words()
    {
        await using var store = Open(options => options.Url = $"http://127.0.0.1:{FreePort.Next()}");
        await Assert.ThrowsAsync<SeriesUnavailableException>(() => store.CountAsync(Key, default));
        await using var nonsense = Open(); // the fake answers queries with an empty body
        await Assert.ThrowsAsync<SeriesUnavailableException>(() => nonsense.CountAsync(Key, default));
    }

    protected override void Configure(InfluxOptions options) => options.Writer = InfluxWriter.Own;
}
