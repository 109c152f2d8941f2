using Microsoft.AspNetCore.Http;

namespace OpcSpaces.Access.Http;

/// <summary>
/// Whether a request comes from a page of this host: browsers send cookies also with what other sites make them send (cross-site request
/// forgery). Reading is allowed from everywhere, because the answer does not reach the other site. For the rest, the browser has to say where the
/// request comes from: <c>Sec-Fetch-Site</c> (W3C Fetch Metadata), or <c>Origin</c> where the connection is not encrypted.
/// </summary>
internal static class OwnPages
{
    public static bool Sent(HttpRequest request)
    {
        // A WebSocket begins as a GET, and then another site would read and send.
        var isSocket = request.Headers.Upgrade.Count > 0;
        if ((HttpMethods.IsGet(request.Method) && !isSocket) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) return true;
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0) return site is ["same-origin" or "none"];
        // The scheme is not compared: a proxy may have spoken https to the browser.
        return request.Headers.Origin is [{ } origin] && Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && string.Equals(from.Authority, Authority(request, from.Scheme), StringComparison.OrdinalIgnoreCase);
    }

    private static string Authority(HttpRequest request, string scheme) =>
        Uri.TryCreate($"{scheme}://{request.Host.Value}", UriKind.Absolute, out var own) ? own.Authority : "";
}
