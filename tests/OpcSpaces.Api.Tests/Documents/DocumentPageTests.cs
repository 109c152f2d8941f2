using System.Net;
using System.Text.RegularExpressions;

namespace OpcSpaces.Api.Tests.Documents;

public partial class DocumentPageTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>
{
    private readonly ApiHost _host = fixture.Host;

    [Fact]
    public async Task Its_scripts_come_from_this_host_or_carry_the_nonce_of_one_answer()
    {
        using var answer = await _host.Client.GetAsync("/api/v1/docs/");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        var nonce = Nonce().Match(policy).Groups[1].Value;
        Assert.True(nonce.Length >= 22, policy);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        var page = await answer.Content.ReadAsStringAsync();
        var scripts = Script().Matches(page).Select(script => WebUtility.HtmlDecode(script.Value)).ToList(); // a nonce may have a + in it
        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.Contains($"nonce=\"{nonce}\"", script, StringComparison.Ordinal));
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
        Assert.Contains("openapi.json", page, StringComparison.Ordinal);
        using var again = await _host.Client.GetAsync("/api/v1/docs/");
        Assert.NotEqual(policy, Assert.Single(again.Headers.GetValues("Content-Security-Policy")));
        using var script = await _host.Client.GetAsync("/api/v1/docs/scalar.js");
        Assert.Equal((HttpStatusCode.OK, "text/javascript"), (script.StatusCode, script.Content.Headers.ContentType!.MediaType));
    }

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();
}
