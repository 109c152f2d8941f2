using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Access.Settings;
using IPNetwork = System.Net.IPNetwork;

namespace OpcSpaces.Access.Http;

/// <summary>
/// The proxies whose word counts about where a request comes from. Without one, all who come through a proxy have its address: they share one count of
/// wrong passwords, and the log says nothing.
/// </summary>
public static class TrustedProxies
{
    /// <summary>Reads an address or a network of the setting.</summary>
    /// <param name="text">Such as <c>10.0.0.7</c>, <c>::1</c> or <c>10.0.0.0/24</c>.</param>
    /// <param name="network">An address is a network of its own.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out IPNetwork? network)
    {
        network = IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : IPNetwork.TryParse(text, out var read) ? read : null;
        return network is not null;
    }

    internal static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app)
    {
        var proxies = app.ApplicationServices.GetRequiredService<AccessOptions>().TrustedProxies;
        if (proxies.Count == 0) return app;
        // Of several in a row each has to be trusted; the first one that is not is the client.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (TryParse(proxy, out var network)) options.KnownIPNetworks.Add(network.Value);
        }

        return app.UseForwardedHeaders(options);
    }
}
