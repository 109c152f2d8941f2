namespace OpcSpaces.Cloud.Hosting;

/// <summary>
/// Tells an end that somebody asked for from one that nobody asked for. A background service that throws makes the host stop as if it had
/// been asked to, and would end the process with exit code 0 and no reason.
/// </summary>
internal static class UnaskedEnd
{
    /// <summary>One line; null when somebody asked for the end and nothing failed.</summary>
    public static string? Explain(IServiceProvider services, bool wasAsked)
    {
        var failed = services.GetServices<IHostedService>().OfType<BackgroundService>()
            .FirstOrDefault(service => service.ExecuteTask is { IsFaulted: true });
        if (failed?.ExecuteTask?.Exception?.GetBaseException() is { } e)
            return $"{failed.GetType().Name} ended with {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}";
        return wasAsked ? null : "it stopped, and nobody had asked for it";
    }

    /// <summary>Only the command line, which hears Ctrl-C and SIGTERM, asks the host to stop: so a stop by anyone else is noticed.</summary>
    public static IServiceCollection StopsWhenAskedOnly(this IServiceCollection services) => services.AddSingleton<IHostLifetime, NoSignals>();

    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
