using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests;

/// <summary>A process that ends without having been asked to says why in one line, and its exit code is 1.</summary>
public sealed class UnaskedEndTests : IDisposable
{
    private readonly TemporaryDirectory _data = new("unasked");
    private readonly StringWriter _error = new();
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _stop.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task A_background_service_that_throws_is_named()
    {
        Assert.Equal(1, await RunAsync(services => services.AddHostedService<Failing>()));
        Assert.Equal("opcspaces-cloud: Failing ended with NotSupportedException: the ground gave way", Assert.Single(Lines));
    }

    [Fact]
    public async Task One_that_throws_while_it_stops_is_named_too()
    {
        var started = new TaskCompletionSource();
        var running = RunAsync(services => services.AddSingleton(started).AddHostedService<FailingAtTheEnd>());
        await started.Task.WaitAsync(Eventually.Patience);
        await _stop.CancelAsync();
        Assert.Equal(1, await running.WaitAsync(Eventually.Patience));
        Assert.Contains("FailingAtTheEnd ended with InvalidOperationException", Assert.Single(Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_that_nobody_asked_for_is_no_success()
    {
        Assert.Equal(1, await RunAsync(services => services.AddHostedService<Stopping>()));
        Assert.Equal("opcspaces-cloud: it stopped, and nobody had asked for it", Assert.Single(Lines));
    }

    [Fact]
    public async Task A_stop_that_was_asked_for_is_silent_and_a_success()
    {
        var running = RunAsync(_ => { });
        await _stop.CancelAsync();
        Assert.Equal(0, await running.WaitAsync(Eventually.Patience));
        Assert.Empty(Lines);
    }

    [Fact]
    public async Task When_the_host_cannot_start_what_had_started_ends_before_the_stores_are_closed()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var end = new TaskCompletionSource<int>();

        var code = await RunAsync(services => services.AddSingleton(end).AddHostedService<ReadingTheJournalAtTheEnd>(), port);

        Assert.Equal((1, $"opcspaces-cloud: port {port} is in use: choose another with --port"), (code, Assert.Single(Lines)));
        Assert.Equal(0, await end.Task.WaitAsync(Eventually.Patience));
    }

    private string[] Lines => _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private Task<int> RunAsync(Action<IServiceCollection> more, int? port = null)
    {
        var options = new CloudOptions { DataDirectory = _data.FullPath, Port = port ?? FreePort.Next() };
        options.EmbeddedBroker.Port = FreePort.Next();
        return Task.Run(() => CloudHost.RunAsync(options, _error, _stop.Token, more)).WaitAsync(Eventually.Patience);
    }

    private sealed class Failing : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            throw new NotSupportedException("the ground\ngave way");
        }
    }

    private sealed class FailingAtTheEnd(TaskCompletionSource started, IHostApplicationLifetime life) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            life.ApplicationStarted.Register(started.SetResult);
            await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new InvalidOperationException("one more thing");
        }
    }

    private sealed class ReadingTheJournalAtTheEnd(TaskCompletionSource<int> end, Journal journal) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            end.SetResult(journal.Streams().Count);
            return Task.CompletedTask;
        }
    }

    private sealed class Stopping(IHostApplicationLifetime life) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            life.StopApplication();
        }
    }
}
