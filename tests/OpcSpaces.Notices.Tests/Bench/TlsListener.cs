using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OpcSpaces.Notices.Tests.Bench;

/// <summary>An HTTPS server whose certificate nobody has signed.</summary>
internal sealed class TlsListener : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TlsListener(WebApplication app) => _app = app;

    public int Port { get; private set; }

    public static async Task<TlsListener> StartAsync()
    {
        var certificate = TestAuthority.SelfSigned("127.0.0.1");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var app = builder.Build();
        app.Run(http => http.Response.WriteAsync("taken"));
        await app.StartAsync();
        return new TlsListener(app) { Port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port };
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
