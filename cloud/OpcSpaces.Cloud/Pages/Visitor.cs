using System.Net;
using System.Security.Claims;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace OpcSpaces.Cloud.Pages;

/// <summary>
/// Who looks at a page, and with what: the parts of the request for it that say who sends it. A circuit keeps them, and every question to the API is asked with them again, so that a session that
/// has ended, and a right that was taken away, end there too. Blazor hands the user of a request on to the page and to its circuit; so this is an identity, without a claim and not authenticated:
/// nothing but <see cref="InProcessApi"/> reads it.
/// </summary>
internal sealed class Visitor(HttpContext http) : ClaimsIdentity
{
    // What decides who sends a request and whether one of our pages does, and no more: conditions and lengths are of the request itself.
    private static readonly string[] Kept = [HeaderNames.Cookie, HeaderNames.Authorization, HeaderNames.Origin, "Sec-Fetch-Site", "Forwarded", HeaderNames.Via, "X-Real-IP", HeaderNames.AcceptLanguage];

    private static readonly string[] KeptBeginnings = ["X-Forwarded-", "X-Original-"];

    private readonly KeyValuePair<string, StringValues>[] _headers = [.. http.Request.Headers.Where(header => IsKept(header.Key))];
    private readonly IPAddress? _address = http.Connection.RemoteIpAddress;
    private readonly (string Scheme, HostString Host) _asked = (http.Request.Scheme, http.Request.Host);

    /// <summary>Makes a request look as if the visitor had sent it.</summary>
    public void Sign(HttpContext request)
    {
        foreach (var (name, value) in _headers) request.Request.Headers[name] = value;
        (request.Request.Scheme, request.Request.Host) = _asked;
        request.Connection.RemoteIpAddress = _address;
    }

    private static bool IsKept(string header) =>
        Kept.Contains(header, StringComparer.OrdinalIgnoreCase) || KeptBeginnings.Any(beginning => header.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
}
