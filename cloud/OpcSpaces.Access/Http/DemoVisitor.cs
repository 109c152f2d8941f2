using System.Net;
using Microsoft.AspNetCore.Http;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.Http;

/// <summary>
/// Signs in whoever sits at this machine, where the settings say so. The request has to come from this machine and to name it: a page of another
/// host that resolves its own name to this machine (DNS rebinding) does not become administrator. Nor does whoever comes through a proxy on this machine, as
/// far as the proxy says that it is one: by <c>Forwarded</c> (RFC 7239), <c>Via</c>, <c>X-Forwarded-*</c> and the like.
/// </summary>
internal static class DemoVisitor
{
    private static readonly KnownCaller Known = new(new Caller("demo", "Demo visitor", [Grant.Administrator]), CredentialKind.Demo, DateTimeOffset.MaxValue);

    public static KnownCaller? Find(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from) && NamesThisMachine(request.Host.Host) && !IsForwarded(request) ? Known : null;

    private static bool IsForwarded(HttpRequest request) => request.Headers.Keys.Any(name =>
        name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase) || name.Equals("Via", StringComparison.OrdinalIgnoreCase) || name.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase));

    private static bool NamesThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
