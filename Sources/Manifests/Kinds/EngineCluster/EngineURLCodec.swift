internal import ClusterModel

extension FieldCodec where Value == String {
    /// Where the engine answers; an address that holds a password is refused, and not shown.
    static var engineURL: Self {
        let text = FieldCodec.text(.engineURL)
        return FieldCodec(text.schema) { node, diagnostics in
            guard node.text?.contains("@") == true else { return text.read(node, &diagnostics) }
            diagnostics.add(
                Diagnostic(
                    .error, "the address of the engine must not contain a user", at: node.place,
                    advice: "the name belongs in username, the password in password", secret: node.place))
            return nil
        } write: {
            text.write($0)
        }
    }
}
