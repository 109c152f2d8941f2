using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace OpcSpaces.Api.Problems;

/// <summary>Answers a parameter that cannot be read with a problem that names it. The framework says 400 and nothing else, and calls the filters before the handler.</summary>
internal sealed class BindingFaults : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return http.Response.StatusCode == StatusCodes.Status400BadRequest ? ValueTask.FromResult<object?>(Problem.Wrong([.. Faults(http)])) : next(context);
    }

    private static IEnumerable<Fault> Faults(HttpContext http)
    {
        var parameters = http.GetEndpoint()!.Metadata.GetOrderedMetadata<IParameterBindingMetadata>().SelectMany(parameter => Parts(parameter.ParameterInfo));
        foreach (var (name, type, isOptional) in parameters)
        {
            if (IsValue(type) && http.Request.Query[name] is { Count: > 1 } several)
            {
                yield return new Fault(name, several.ToString(), "give it once");
                continue;
            }

            var text = http.Request.RouteValues.TryGetValue(name, out var routed) ? routed?.ToString() : http.Request.Query[name].LastOrDefault();
            if (text is null && !isOptional && IsValue(type)) yield return new Fault(name, null, $"give {Wanted(type)}");
            else if (text is { Length: > 0 } && !CanRead(type, text)) yield return new Fault(name, text, $"write {Wanted(type)}");
        }
    }

    // A parameter, or those of a record that gathers several.
    private static IEnumerable<(string Name, Type Type, bool IsOptional)> Parts(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<AsParametersAttribute>() is not null) return parameter.ParameterType.GetConstructors().Where(made => made.GetParameters().Length > 0).SelectMany(made => made.GetParameters()).SelectMany(Parts);
        var plain = Nullable.GetUnderlyingType(parameter.ParameterType);
        var name = parameter.GetCustomAttributes().OfType<IFromQueryMetadata>().FirstOrDefault()?.Name ?? parameter.Name!;
        var isOptional = plain is not null || parameter.HasDefaultValue || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
        return [(name, plain ?? parameter.ParameterType, isOptional)];
    }

    private static bool IsValue(Type type) => type == typeof(string) || (type.IsValueType && type != typeof(CancellationToken));

    private static string Wanted(Type type) =>
        type == typeof(DateOnly) ? "a date as year-month-day, such as 2026-03-02"
        : type == typeof(int) || type == typeof(long) ? "a whole number"
        : type == typeof(double) || type == typeof(decimal) ? "a number with a decimal point"
        : type == typeof(bool) ? "true or false"
        : type == typeof(DateTimeOffset) ? "a time in ISO 8601, such as 2026-03-02T08:00:00Z"
        : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : "a text";

    // As the framework looks for it.
    private static bool CanRead(Type type, string text)
    {
        if (type.IsEnum) return Enum.TryParse(type, text, ignoreCase: true, out _);
        MethodInfo? Method(params Type[] types) => type.GetMethod("TryParse", BindingFlags.Public | BindingFlags.Static, types);
        if (Method(typeof(string), typeof(IFormatProvider), type.MakeByRefType()) is { } withCulture)
            return (bool)withCulture.Invoke(null, [text, System.Globalization.CultureInfo.InvariantCulture, null])!;
        return Method(typeof(string), type.MakeByRefType()) is not { } plain || (bool)plain.Invoke(null, [text, null])!;
    }
}
