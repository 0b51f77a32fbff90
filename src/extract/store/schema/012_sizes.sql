-- What plans of queries over very many papers need.

CREATE INDEX corpus_documents_document ON corpus_documents(document_id);
