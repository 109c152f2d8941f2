using System.Net;
using System.Text.Json;

namespace OpcSpaces.Api.Tests.Documents;

public class ApiDocumentTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>
{
    // The description itself, the page that shows it, and the endpoint for agents, which has a protocol of its own.
    private static readonly string[] Undescribed = ["openapi.json", "/docs", "mcp"];

    private readonly ApiHost _host = fixture.Host;

    [Fact]
    public async Task The_description_has_every_route_of_the_API()
    {
        var answer = await _host.GetAsync("/api/v1/openapi.json", grants: null);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.StartsWith("3.1", answer.Json.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var described = answer.Json.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}")).ToHashSet();
        foreach (var route in _host.Routes.Where(route => !Undescribed.Any(part => route.RoutePattern.RawText!.Contains(part, StringComparison.Ordinal))))
            Assert.Contains(Rights(Api.Rights.RouteRules.NameOf(route)), described);
        if (Environment.GetEnvironmentVariable("OPCSPACES_DOCUMENT") is { } file) await File.WriteAllTextAsync(file, answer.Text);

        static string Rights(string name) => name.Replace("{**key}", "{key}", StringComparison.Ordinal).Replace(":long}", "}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_tag_says_what_it_is_about()
    {
        var tags = (await _host.GetAsync("/api/v1/openapi.json", grants: null)).Json.GetProperty("tags").EnumerateArray().ToList();
        Assert.Contains(tags, tag => tag.GetProperty("name").GetString() == "Privacy");
        Assert.All(tags, tag => Assert.True(tag.TryGetProperty("description", out var about) && about.GetString()!.Length > 10, tag.ToString()));
    }

    [Theory]
    [InlineData("/api/v1/communities/{community}/desks/{key}", "put", true)]
    [InlineData("/api/v1/communities/{community}/desks/{key}", "delete", false)]
    [InlineData("/api/v1/communities/{community}/desk-figures", "put", false)]
    public async Task A_change_names_the_conditions_that_it_takes(string path, string method, bool alsoAdds)
    {
        var operation = (await _host.GetAsync("/api/v1/openapi.json", grants: null)).Json.GetProperty("paths").GetProperty(path).GetProperty(method);
        var headers = operation.GetProperty("parameters").EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "header").Select(parameter => parameter.GetProperty("name").GetString()).ToList();
        Assert.Equal((true, alsoAdds), (headers.Contains("If-Match"), headers.Contains("If-None-Match")));
    }

    [Fact]
    public async Task Every_operation_says_how_it_fails_and_who_may_call_it()
    {
        var json = (await _host.GetAsync("/api/v1/openapi.json", grants: null)).Json;
        foreach (var operation in json.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(method => method.Value))
        {
            Assert.True(operation.TryGetProperty("operationId", out _));
            var responses = operation.GetProperty("responses");
            foreach (var status in (string[])["200", "400", "401", "429", "503"]) Assert.True(responses.TryGetProperty(status, out _), $"{operation.GetProperty("operationId")}: {status}");
            Assert.Equal(JsonValueKind.Object, responses.GetProperty("400").GetProperty("content").GetProperty("application/problem+json").GetProperty("schema").ValueKind);
        }
    }
}
