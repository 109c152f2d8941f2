using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using OpcSpaces.Answers.Registry;
using OpcSpaces.Api.Conditions;
using OpcSpaces.Api.Problems;
using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Api.Registry;

/// <summary>What OpenAPI cannot see in a handler's signature, of tables and their changes.</summary>
internal static class TableDocuments
{
    /// <summary>Each column of the table is a parameter that filters.</summary>
    public static RouteHandlerBuilder WithFilters(this RouteHandlerBuilder route, RegistryTable table) => route.WithMetadata(new MoreQueryNames([.. RowFilter.ColumnsOf(table).Select(column => column.Name)])).AddOpenApiOperationTransformer((operation, _, _) =>
    {
        foreach (var column in RowFilter.ColumnsOf(table))
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = column.Name,
                In = ParameterLocation.Query,
                Description = $"Only rows with this value: {column.About}",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        return Task.CompletedTask;
    });

    /// <summary>The key in the address, in words.</summary>
    public static RouteHandlerBuilder WithKey(this RouteHandlerBuilder route, RegistryTable table) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        if (operation.Parameters?.FirstOrDefault(parameter => parameter.Name == "key") is { } key)
        {
            key.Description = $"{string.Join('/', table.Keys.Skip(1))}, such as {string.Join('/', table.Keys.Skip(1).Select(column => column.Example))}";
        }

        return Task.CompletedTask;
    });

    /// <summary>It changes the registry, under a condition.</summary>
    /// <param name="route">The route.</param>
    /// <param name="alsoAdds">Whether it takes <c>If-None-Match: *</c> too.</param>
    public static RouteHandlerBuilder Changes(this RouteHandlerBuilder route, bool alsoAdds = false) => route
        .Produces<ChangeResult>().ProducesProblem(StatusCodes.Status422UnprocessableEntity).UnderCondition(alsoAdds);
}
