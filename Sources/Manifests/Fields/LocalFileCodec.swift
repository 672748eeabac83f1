internal import ClusterModel

extension FieldCodec where Value == String {
    /// A file of the machine that runs hcctl. A relative path is joined to the directory of its manifest; `word` is no
    /// path and kept.
    static func localFile(orWord word: String? = nil) -> Self {
        let text = FieldCodec.text(.localFile)
        return FieldCodec(text.schema) { node, diagnostics in
            guard let path = text.read(node, &diagnostics) else { return nil }
            return path == word ? path : LocalPath.joined(path, to: node.place.file)
        } write: {
            text.write($0)
        }
    }
}
