using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OpcSpaces.Cloud.Tests.Access;

/// <summary>What a browser does with cookies and forms; it follows no redirects.</summary>
internal sealed partial class Browser : IDisposable
{
    private const string SessionCookie = "opcspaces-session";
    private readonly CookieContainer _cookies = new();
    private readonly TwoCommunities _site;

    public Browser(TwoCommunities site)
    {
        _site = site;
        Client = new HttpClient(new HttpClientHandler { CookieContainer = _cookies, AllowAutoRedirect = false }) { BaseAddress = site.Address };
        Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
    }

    public HttpClient Client { get; }

    public string? Session
    {
        get => _cookies.GetCookies(_site.Address)[SessionCookie]?.Value;
        init => _cookies.Add(_site.Address, new Cookie(SessionCookie, value));
    }

    /// <summary>Where the last answer sends it.</summary>
    public Uri? Location { get; private set; }

    public async Task<string> GetAsync(string address)
    {
        using var answer = await Client.GetAsync(address);
        return await answer.Content.ReadAsStringAsync();
    }

    public async Task<JsonElement> JsonAsync(string address) => await Client.GetFromJsonAsync<JsonElement>(address);

    public Task<HttpResponseMessage> PostAsync(string address, object body) => Client.PostAsJsonAsync(address, body);

    /// <summary>Sends the only form of a page.</summary>
    public Task<(HttpStatusCode Status, string Text)> SendFormAsync(string address, string page, params (string, string)[] fields) =>
        SendFormAsync(address, page, Handler().Matches(page).Select(match => match.Groups[1].Value).First(name => name is not ("sign-out" or "preferences")), fields);

    /// <summary>Sends a form with the token of the page that it stands on.</summary>
    public async Task<(HttpStatusCode Status, string Text)> SendFormAsync(string address, string page, string form, params (string Name, string Value)[] fields)
    {
        var content = fields.Append(("_handler", form)).ToDictionary(field => field.Item1, field => field.Item2);
        if (Token().Match(page) is { Success: true } token) content["__RequestVerificationToken"] = token.Groups[1].Value;
        using var answer = await Client.PostAsync(address, new FormUrlEncodedContent(content));
        Location = answer.Headers.Location is { } to ? new Uri(_site.Address, to) : null;
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => Client.Dispose();

    [GeneratedRegex("name=\"_handler\" value=\"([^\"]+)\"")]
    private static partial Regex Handler();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
