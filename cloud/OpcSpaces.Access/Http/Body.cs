using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Api.Documents;
using OpcSpaces.Api.Problems;

namespace OpcSpaces.Access.Http;

/// <summary>The JSON of a request. The framework answers one that it cannot read with a bare 400; here the fault names the member.</summary>
public sealed class Body<T> : IBody, IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    private readonly T? _value;

    private Body(T value) => _value = value;

    private Body(Fault fault) => Fault = fault;

    /// <inheritdoc />
    public Fault? Fault { get; }

    /// <summary>For handlers: behind <see cref="BodyFaults"/> there is one.</summary>
    public T Value => _value ?? throw new InvalidOperationException("The route has no filter for faulty bodies.");

    /// <summary>Tells the description of the API what is sent.</summary>
    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new DescribedBody(typeof(T)));

    static async ValueTask<Body<T>?> IBindableFromHttpContext<Body<T>>.BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (BodyLimit.BeginJson(context, IBody.MostBytes) is { } wrong) return new(wrong);
        try
        {
            var read = await JsonSerializer.DeserializeAsync<T>(context.Request.Body, context.RequestServices.GetRequiredService<BodyJson>().Options, context.RequestAborted);
            return read is null ? new(new Fault("body", "null", "send a JSON object")) : new(read);
        }
        catch (JsonException e)
        {
            return new(e.Path is { Length: > 2 } path ? new Fault(path[2..], null, "send a value of the right type") : new Fault("body", null, "send a JSON object"));
        }
    }
}

/// <summary>How bodies are read: as the host's JSON, but no deeper than any of ours is, and no member twice, which two readers would read as two different ones.</summary>
internal sealed class BodyJson(IOptions<JsonOptions> host)
{
    private const int Deepest = 16;

    public JsonSerializerOptions Options { get; } = new(host.Value.SerializerOptions) { MaxDepth = Deepest, AllowDuplicateProperties = false };
}

/// <summary>A body that may be faulty.</summary>
public interface IBody
{
    /// <summary>The longest body, in bytes.</summary>
    const int MostBytes = 64 * 1024;

    /// <summary>What is wrong with it; null for a good one.</summary>
    Fault? Fault { get; }
}

/// <summary>Answers a faulty body before the handler sees it.</summary>
public sealed class BodyFaults : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.Arguments.OfType<IBody>().FirstOrDefault()?.Fault is { } fault ? ValueTask.FromResult<object?>(Problem.Wrong(fault)) : next(context);
}
