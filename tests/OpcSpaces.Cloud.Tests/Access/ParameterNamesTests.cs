using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;

namespace OpcSpaces.Cloud.Tests.Access;

/// <summary>What the routes of the API do with parameters that they do not have, or that are there twice. The routes are those of the host, so a new one is asked too.</summary>
public sealed class ParameterNamesTests(SharedCommunities shared) : IClassFixture<SharedCommunities>
{
    private readonly TwoCommunities _site = shared.Site;

    [Fact]
    public async Task Every_route_names_a_parameter_that_it_does_not_have()
    {
        var (faults, asked) = (new StringBuilder(), 0);
        foreach (var route in _site.Routes)
        {
            var path = $"/{route.RoutePattern.RawText?.Trim('/')}";
            // The page that shows the description is no part of what it shows.
            if (!path.StartsWith("/api/v1/", StringComparison.Ordinal) || path.StartsWith("/api/v1/docs/", StringComparison.Ordinal)) continue;
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                asked++;
                var fields = await FaultsAsync(method, $"{TwoCommunities.AddressOf(path, TwoCommunities.Own)}?form=2026-01-01");
                if (!fields.Any(fault => fault.Field == "form" && fault.Fix.StartsWith("there is no such parameter", StringComparison.Ordinal))) faults.AppendLine($"{method} {path}");
            }
        }

        Assert.True(faults.Length == 0, faults.ToString());
        Assert.InRange(asked, 100, 1_000);
    }

    [Fact]
    public async Task Every_parameter_that_is_described_is_known_and_has_one_value()
    {
        var (faults, asked) = (new StringBuilder(), 0);
        using var description = JsonDocument.Parse(await (await _site.AsAsync("nobody")).GetStringAsync("/api/v1/openapi.json"));
        foreach (var path in description.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                if (!operation.Value.TryGetProperty("parameters", out var parameters)) continue;
                foreach (var name in parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!))
                {
                    asked++;
                    var found = await FaultsAsync(operation.Name.ToUpperInvariant(), $"{TwoCommunities.AddressOf(path.Name.Replace("{version}", "1", StringComparison.Ordinal), TwoCommunities.Own)}?{name}=1&{name.ToUpperInvariant()}=2");
                    if (found.Count(fault => string.Equals(fault.Field, name, StringComparison.OrdinalIgnoreCase)) != 1 || !found.Any(fault => fault.Fix == "give it once")) faults.AppendLine($"{operation.Name} {path.Name}?{name}: {string.Join("; ", found)}");
                }
            }
        }

        Assert.True(faults.Length == 0, faults.ToString());
        Assert.InRange(asked, 100, 2_000);
    }

    [Theory]
    [InlineData("usage/heatmap?form=2026-01-01", "form", "did you mean from?")]
    [InlineData("series/open-1/meter/1/energy?form=2026-01-01", "form", "did you mean from?")]
    [InlineData("usage/hours?zones=open-1", "zones", "did you mean zone?")]
    [InlineData("changes?limits=5", "limits", "did you mean limit?")]
    [InlineData("channels?limit=5", "limit", "this address has none")]
    [InlineData("changes?=5", "", "use cursor, limit")]
    public async Task The_name_that_was_probably_meant_is_in_the_answer(string question, string field, string fix)
    {
        var fault = Assert.Single(await FaultsAsync("GET", $"/api/v1/communities/{TwoCommunities.Own}/{question}"));
        Assert.Equal(field, fault.Field);
        Assert.Contains(fix, fault.Fix, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<(string Field, string Fix)>> FaultsAsync(string method, string address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (method is not "GET") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await (await _site.AsAsync("administrator")).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (answer.StatusCode != HttpStatusCode.BadRequest) return [];
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return [.. problem.GetProperty("faults").EnumerateArray().Select(fault => (fault.GetProperty("field").GetString()!, fault.GetProperty("fix").GetString()!))];
    }
}
