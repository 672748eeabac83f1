/// Collects fields from a list of statements.
@resultBuilder
enum FieldList<Root: ManifestObject> {
    static func buildExpression(_ field: Field<Root>) -> Field<Root> { field }
    static func buildBlock(_ fields: Field<Root>...) -> [Field<Root>] { fields }
}
